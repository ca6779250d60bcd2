import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Context } from '../../context.ts'
import type { Finding } from './finding.ts'

/** Folders where fonts live, and names of families that hold Chinese. */
const folders: Readonly<Record<string, readonly string[]>> = {
  darwin: ['/System/Library/Fonts', '/Library/Fonts', join(homedir(), 'Library/Fonts')],
  win32: ['C:\\Windows\\Fonts'],
  linux: ['/usr/share/fonts', '/usr/local/share/fonts', join(homedir(), '.local/share/fonts')],
}
const chinese =
  /noto.*(cjk|sc|tc)|source ?han|wqy|wenquanyi|pingfang|heiti|songti|simsun|simhei|msyh|yahei|dengxian|fandol|arphic|ukai|uming/i

/** Whether a font with Chinese characters is there: documents of later steps need one. */
export function checkFonts(context: Context): Finding {
  const { say } = context
  const found = fromFontconfig() ?? fromFolders()
  if (found !== null) return { id: 'fonts', state: 'good', found: say.doctor.found.fonts(found), advice: null }
  return { id: 'fonts', state: 'look', found: say.doctor.found.noFonts, advice: say.doctor.advice.fonts }
}

function fromFontconfig(): string | null {
  if (process.platform === 'win32') return null
  // A missing fc-list is an answer as well: the folders are looked at instead.
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8', timeout: 10_000 })
  if (status !== 0) return null
  const [family] = stdout
    .split('\n')
    .filter((line) => line.trim() !== '')
    .sort()
  return family?.split(',')[0]?.trim() ?? null
}

function fromFolders(): string | null {
  for (const folder of folders[process.platform] ?? folders.linux ?? []) {
    const font = filesIn(folder).find((name) => chinese.test(name))
    if (font !== undefined) return font
  }
  return null
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ttf|ttc|otf)$/i.test(name))
  } catch {
    // A folder that is not there, or closed to us, holds no font that we could use.
    return []
  }
}
