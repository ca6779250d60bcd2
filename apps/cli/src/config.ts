import { homedir, userInfo } from 'node:os'
import { isAbsolute, join } from 'node:path'
import process from 'node:process'
import { nearest } from '@feiyu/core'
import { ConfigError } from './errors.ts'

/** Everything that the environment says to the command line; nothing else reads it. */
export interface Config {
  /** State folder, an absolute path; it may not exist yet. */
  readonly home: string
  /** `true`: never colour. */
  readonly noColour: boolean
  /** Value of the first of LC_ALL, LC_MESSAGES and LANG that is set. */
  readonly locale: string | null
  /** Name of the account that runs the command: author of flags where none is given. */
  readonly account: string
}

export type Environment = Readonly<Record<string, string | undefined>>

const knownNames = ['FEIYU_HOME']

/**
 * Reads the environment. An unknown `FEIYU_…` name is an error, so that a misspelt setting is never passed over.
 *
 * @throws ConfigError
 */
export function readConfig(environment: Environment = process.env, platform: string = process.platform): Config {
  for (const name of Object.keys(environment)) {
    if (!name.startsWith('FEIYU_') || knownNames.includes(name)) continue
    const near = nearest(name, knownNames)
    throw new ConfigError(
      'FEIYU_CONFIG_UNKNOWN_NAME',
      `unknown environment variable \`${name}\`; ${near ? `did you mean \`${near}\`?` : `known are \`${knownNames.join(', ')}\`: unset the others`}`,
    )
  }
  return {
    home: readHome(environment, platform),
    noColour: (environment.NO_COLOR ?? '') !== '' || environment.TERM === 'dumb',
    locale: environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || null,
    account: accountName(),
  }
}

function readHome(environment: Environment, platform: string): string {
  const stated = environment.FEIYU_HOME ?? ''
  if (stated !== '') {
    if (isAbsolute(stated)) return stated
    throw new ConfigError('FEIYU_CONFIG_HOME', `FEIYU_HOME is \`${stated}\`; write an absolute path`)
  }
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'feiyu')
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'feiyu')
  const state = environment.XDG_STATE_HOME ?? ''
  // The XDG specification: a path that is not absolute is to be ignored.
  return join(isAbsolute(state) ? state : join(homedir(), '.local', 'state'), 'feiyu')
}

function accountName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number that has no account.
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
