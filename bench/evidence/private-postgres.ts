import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, globSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** A PostgreSQL of our own on a Unix socket, with the settings it comes with; gone when disposed. */
export interface PrivatePostgres extends AsyncDisposable {
  readonly version: string
  connect(): Promise<pg.Client>
}

/** Starts the newest PostgreSQL of this machine in a folder, or `undefined` where there is none. */
export async function startPostgres(folder: string): Promise<PrivatePostgres | undefined> {
  const bin = globSync('/usr/lib/postgresql/*/bin')
    .sort((left, right) => Number(/\d+/.exec(left)?.[0]) - Number(/\d+/.exec(right)?.[0]))
    .at(-1)
  if (bin === undefined || !existsSync(join(bin, 'initdb'))) return undefined
  const data = join(folder, 'pg')
  mkdirSync(data, { mode: 0o700 })
  const owner = notRoot()
  // PostgreSQL does not run as root.
  if (owner.uid !== undefined) for (const path of [folder, data]) chownSync(path, owner.uid, owner.gid)
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--locale=C'], owner)
  const args = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'unix_socket_permissions=0777']
  const server = spawn(join(bin, 'postgres'), args, { ...owner, cwd: '/', stdio: 'ignore' })
  const connect = async () => {
    const client = new pg.Client({ host: folder, user: 'bench', database: 'postgres' })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  const version = await firstAnswer(server, connect)
  return {
    version,
    connect,
    [Symbol.asyncDispose]: async () => {
      const ended = once(server, 'exit')
      server.kill('SIGINT')
      await ended
    },
  }
}

type Owner = { readonly uid?: undefined; readonly gid?: undefined } | { readonly uid: number; readonly gid: number }

function notRoot(): Owner {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function run(command: string, args: readonly string[], owner: Owner): Promise<void> {
  const child = spawn(command, args, { ...owner, cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`\`${command}\` ended with ${code}`)
}

async function firstAnswer(server: ChildProcess, connect: () => Promise<pg.Client>): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      const client = await connect()
      const { rows } = await client.query<{ server_version: string }>('show server_version')
      await client.end()
      return rows[0]?.server_version ?? 'unknown'
    } catch (error) {
      if (tries === 200 || server.exitCode !== null) throw error
      await sleep(50)
    }
  }
}
