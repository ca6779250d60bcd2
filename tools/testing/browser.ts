import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { writeDocumentFonts } from '../../apps/cli/src/testing/document-fonts.ts'

const root = dirname(dirname(import.meta.dirname))

/** Why there is no browser for tests on this system, or `null` where there is one. `@sparticuz/chromium` is for Linux on x64 alone. */
export const noBrowser: string | null =
  process.platform === 'linux' && process.arch === 'x64'
    ? null
    : `no Chromium for ${process.platform} ${process.arch} among the packages: nothing was tried in a browser`
// Said once for each file of tests that it skips, since a list of results shows no more than how many.
if (noBrowser !== null) console.warn(noBrowser)

/**
 * A headless Chromium that reaches nothing outside: it is steered through a pipe, listens nowhere, and finds no host. It
 * draws with the fonts of documents, so that pages look alike on every machine. Close it, or take it by `await using`.
 *
 * @throws Error when it cannot be unpacked or does not start
 */
export async function openBrowser(): Promise<Browser> {
  const folder = await unpacked()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ['--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
    },
  })
}

/**
 * The folder with the unpacked browser, made by whoever comes first. Its name has the version, as the package takes what
 * lies in its folder for its own, of whatever version; and it appears under that name when it is whole.
 */
async function unpacked(): Promise<string> {
  const manifest: unknown = JSON.parse(
    await readFile(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  )
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null
  const cache = join(root, 'node_modules/.cache')
  const folder = join(cache, `feiyu-chromium-${version}`)
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  const fresh = await mkdtemp(`${folder}-`)
  try {
    // A process of its own, since the package unpacks to the temporary folder of whoever calls.
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: root,
      env: { TMPDIR: fresh },
    })
    await writeDocumentFonts(join(fresh, 'document-fonts'))
    await writeFile(join(fresh, 'fonts.conf'), fontsConf)
    await rename(fresh, folder)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    // Another process may have been quicker; its folder is as good as ours.
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** Unpacks the browser and the libraries that a small system lacks (NSS, NSPR, Expat). */
const unpack = `
import chromium, { inflate } from '@sparticuz/chromium'
import { fileURLToPath } from 'node:url'
chromium.setGraphicsMode = false
await chromium.executablePath()
await inflate(fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'))))
`

const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">document-fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`
