import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyConsistency, webHashing } from '@feiyu/evidence'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HomeWithLog, writeHomeWithLog } from '../../testing/home-with-log.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
let home: HomeWithLog
beforeAll(async () => {
  box = await createSandbox()
  home = await writeHomeWithLog(box.home, box.folder, 300)
})
afterAll(() => box[Symbol.asyncDispose]())

test('show prints the newest entries, or those that are asked for', async () => {
  const all = await box.json(['log', 'show'])
  expect(all).toMatchObject({ code: 0, document: { origin: 'example.com/home', key: home.key, size: 300, from: 280 } })
  expect(all.document.entries).toHaveLength(20)
  const some = await box.json(['log', 'show', '--from', '2', '--to', '6'])
  expect(some.document.entries).toMatchObject([
    { index: 2, entry: { kind: 'permit' } },
    { index: 3, entry: { kind: 'deny' } },
    { index: 4 },
    { index: 5, entry: { kind: 'outcome', body: { end: 'completed' } } },
  ])
  const { stdout } = await box.run(['log', 'show', '--from', '2', '--to', '6', '--lang', 'zh'])
  expect(stdout).toContain('exempt → DE')
  expect(stdout).toContain('已完成，放行 1 行')
  expect(stdout).toContain('共 300 个条目，此处 4 个')
})

test('a permit that is none is refused, and one without entries is said to have none', async () => {
  for (const word of ['zzz', 'sha256:', 'sha256:xyz', `${'a'.repeat(65)}`]) {
    expect(await box.json(['log', 'show', '--permit', word]), word).toMatchObject({
      code: 2,
      document: { error: { code: 'FEIYU_USAGE_NOT_AN_ID' } },
    })
  }
  const none = '0'.repeat(64)
  expect(await box.json(['log', 'show', '--permit', none])).toMatchObject({ code: 0, document: { entries: [] } })
  expect((await box.run(['log', 'show', '--permit', none])).stdout).toContain(`there is no entry of the permit ${none}`)
  const inChinese = await box.run(['log', 'show', '--permit', none, '--lang', 'zh'])
  expect(inChinese.stdout).toContain(`没有放行许可 ${none} 的条目`)
  const { stdout } = await box.run(['log', 'show', '--json'])
  const id = /"permit": ?"(sha256:[0-9a-f]{12})/.exec(stdout)?.[1] ?? ''
  expect((await box.json(['log', 'show', '--permit', id])).document.entries).not.toEqual([])
})

test('prove prints a C2SP tlog-proof, and nothing of an entry that is not there', async () => {
  const { stdout, code } = await box.run(['log', 'prove', '5'])
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^c2sp\.org\/tlog-proof@v1\nextra \S+\nindex 5\n(?:[A-Za-z0-9+/]{43}=\n){9}\nexample\.com\/home\n300\n\S{44}\n\n— example\.com\/home \S+\n$/,
  )
  const { document } = await box.json(['log', 'prove', '5'])
  expect(document).toMatchObject({
    index: 5,
    size: 300,
    entry: { kind: 'outcome' },
    sigstoreBundle: { dsseEnvelope: {} },
  })
  expect(await box.json(['log', 'prove', '300'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_LOG_OUT_OF_RANGE' } },
  })
  for (const word of ['x', '1.5', '1e3', '']) {
    expect(await box.json(['log', 'prove', word]), word).toMatchObject({
      code: 2,
      document: { error: { code: 'FEIYU_USAGE_NOT_AN_INDEX' } },
    })
  }
})

test('a range outside the log is the user’s mistake, exit 2', async () => {
  for (const range of [
    ['--to', '301'],
    ['--from', '301'],
    ['--from', '5', '--to', '4'],
  ]) {
    expect(await box.json(['log', 'show', ...range])).toMatchObject({
      code: 2,
      document: { error: { code: 'FEIYU_LOG_OUT_OF_RANGE' } },
    })
  }
})

test('export writes a static tree that audits whole under the known key, and is never written over something', async () => {
  const out = join(box.folder, 'copy')
  expect(await box.json(['log', 'export', '--out', out])).toMatchObject({ code: 0, document: { size: 300, files: 9 } })
  const files = (await readdir(out, { recursive: true })).filter((name) => /\d{3}$|\.p\/\d+$|checkpoint|key/.test(name))
  expect(files.sort()).toEqual(
    [
      'checkpoint',
      'key',
      ...['tile/0', 'tile/entries', 'feiyu/entries'].flatMap((at) => [`${at}/000`, `${at}/001.p/44`]),
      'tile/1/000.p/1',
    ].sort(),
  )
  expect(await box.json(['log', 'audit', '--folder', 'copy', '--key', 'port.key'])).toMatchObject({
    code: 0,
    document: { ok: true, keyCompared: true, faults: [], size: 300 },
  })
  expect(await box.json(['log', 'export', '--out', out])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_NOT_EMPTY' } },
  })
  expect(await box.json(['log', 'export'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_NO_EXPORT' } },
  })
})

test('audit holds for a whole log, and says that the key was not compared', async () => {
  const { code, stdout } = await box.run(['log', 'audit', '--lang', 'zh'])
  expect(code).toBe(0)
  expect(stdout).toContain('300 个条目')
  expect(stdout).toContain('--key')
  expect(await box.json(['log', 'audit', '--key', home.key])).toMatchObject({ code: 0, document: { ok: true } })
})

test('audit names every altered, cut and missing file, exit 1', async () => {
  await using copy = await copyOfHome('altered')
  const cases: readonly (readonly [string, (bytes: Buffer) => Buffer | null, string])[] = [
    ['tile/0/000', (bytes) => flipped(bytes, 40), 'differs'],
    ['feiyu/entries/001.p/44', (bytes) => flipped(bytes, 100), 'differs'],
    ['tile/entries/000', (bytes) => bytes.subarray(1), 'malformed'],
    ['feiyu/entries/000', () => null, 'missing'],
  ]
  for (const [path, change, expected] of cases) {
    const file = join(copy.home, 'log', path)
    const bytes = await readFile(file)
    const after = change(bytes)
    if (after === null) await rm(file)
    else await writeFile(file, after)
    const { code, document } = await box.json(['log', 'audit'], { env: { FEIYU_HOME: copy.home } })
    expect(code, path).toBe(1)
    expect(document.faults, path).toContainEqual(expect.objectContaining({ path, code: expected }))
    const said = await box.run(['log', 'audit'], { env: { FEIYU_HOME: copy.home } })
    expect(said, path).toMatchObject({ code: 1, stdout: expect.stringContaining(`✗ ${path}: `) })
    await writeFile(file, bytes)
  }
  expect(await box.json(['log', 'audit'], { env: { FEIYU_HOME: copy.home } })).toMatchObject({ code: 0 })
})

test('audit under another key than the one that is known fails, and an altered checkpoint is not opened', async () => {
  const other = home.key.replace('example.com/home', 'example.com/other')
  expect(await box.json(['log', 'audit', '--key', other])).toMatchObject({
    code: 1,
    document: { ok: false, faults: [{ path: 'key', code: 'other-key' }] },
  })
  await using copy = await copyOfHome('forged')
  const file = join(copy.home, 'log', 'checkpoint')
  await writeFile(file, (await readFile(file, 'utf8')).replace('\n300\n', '\n299\n'))
  const ran = await box.run(['log', 'audit', '--lang', 'zh'], { env: { FEIYU_HOME: copy.home } })
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('FEIYU_LOG_CHECKPOINT') })
  expect(ran.stderr).toContain('检查点 `log/checkpoint` 在日志的密钥下不成立')
})

test('a home without a log says so, exit 2, and is not made by reading', async () => {
  const none = join(box.folder, 'none')
  for (const command of [['show'], ['prove', '0'], ['audit'], ['export', '--out', join(box.folder, 'nothing')]]) {
    const ran = await box.json(['log', ...command], { env: { FEIYU_HOME: none } })
    expect(ran).toMatchObject({ code: 2, document: { error: { code: 'FEIYU_LOG_NONE' } } })
  }
  await expect(readdir(none)).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(readdir(join(box.folder, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' })
})

async function copyOfHome(name: string): Promise<{ readonly home: string } & AsyncDisposable> {
  const copy = join(box.folder, name)
  await cp(box.home, copy, { recursive: true })
  return { home: copy, [Symbol.asyncDispose]: () => rm(copy, { recursive: true }) }
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

test('show finds the entries of a kind and of a permit in the whole log', async () => {
  const permits = await box.json(['log', 'show', '--kind', 'permit'])
  const found = permits.document.entries as readonly {
    readonly index: number
    readonly entry: { readonly kind: string }
  }[]
  expect(found.map(({ index, entry }) => `${index} ${entry.kind}`)).toEqual(['2 permit'])
  expect((await box.json(['log', 'show', '--kind', 'deny', '--to', '4'])).document.entries).toHaveLength(3)
  expect((await box.json(['log', 'show', '--kind', 'deny'])).document.entries).toHaveLength(20)
  const { document } = await box.json(['log', 'show', '--from', '5', '--to', '6'])
  const [{ entry }] = document.entries as readonly [{ readonly entry: { readonly body: { readonly permit: string } } }]
  const of = await box.json(['log', 'show', '--permit', entry.body.permit.slice('sha256:'.length, 20)])
  expect(of.document.entries).toMatchObject([{ index: 2 }, { index: 5 }])
  expect((await box.json(['log', 'show', '--permit', 'f00d'])).document.entries).toEqual([])
})

test('prove --since shows that the log only grew: Go-checkable hashes under the newest checkpoint', async () => {
  const { code, document } = await box.json(['log', 'prove', '--since', '100'])
  expect(code).toBe(0)
  expect(document).toMatchObject({ since: 100, size: 300, sinceRoot: expect.stringMatching(/^\S{44}$/) })
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'))
  const { sinceRoot, hashes, checkpoint } = document as {
    readonly sinceRoot: string
    readonly hashes: readonly string[]
    readonly checkpoint: string
  }
  const later = { size: 300, root: bytes(checkpoint.split('\n')[2] ?? '') }
  const proof = hashes.map(bytes)
  const holds = (root: Uint8Array<ArrayBuffer>) => webHashing(verifyConsistency({ size: 100, root }, later, proof))
  expect(await holds(bytes(sinceRoot))).toBe(true)
  expect(await holds(bytes(sinceRoot).with(0, 0))).toBe(false)
  const { stdout } = await box.run(['log', 'prove', '--since', '100'])
  expect(stdout.split('\n').slice(0, 1 + proof.length)).toEqual([`since 100 ${sinceRoot}`, ...hashes])
  for (const wrong of [
    ['--since', '301'],
    ['--since', '0'],
  ]) {
    expect(await box.json(['log', 'prove', ...wrong])).toMatchObject({
      code: 2,
      document: { error: { code: 'FEIYU_LOG_OUT_OF_RANGE' } },
    })
  }
  for (const wrong of [[], ['3', '--since', '100']]) {
    expect(await box.json(['log', 'prove', ...wrong])).toMatchObject({
      code: 2,
      document: { error: { code: 'FEIYU_USAGE_PROVE' } },
    })
  }
})
