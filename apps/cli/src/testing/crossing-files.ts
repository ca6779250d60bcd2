import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mobile, residentId, uscc } from './people.ts'

/** What a handler states and shows for a flow of orders; the names are files of `writeProofs`. */
export const stated = ['--ciio', 'no', '--important-data', 'no', '--core-data', 'no', '--state-secret', 'no'] as const
export const proofs = ['--basis', 'contract', '--notice', 'notice.txt', '--pipia', 'pipia.txt'] as const
export const handler = ['--handler', '示例贸易有限公司', '--uscc', uscc.first] as const

/** The flags of a flow to one recipient. */
export function flowTo(recipient: string, out: string): readonly string[] {
  return ['--to', 'DE', '--recipient', recipient, '--purpose', 'delivery', '--out', out]
}

/** The opening balance of the year. */
export function openingOf(ordinary: number, sensitive = 0): readonly string[] {
  return ['--opening-ordinary', String(ordinary), '--opening-sensitive', String(sensitive)]
}

/** Files that prove notice and impact assessment. */
export async function writeProofs(folder: string): Promise<void> {
  await writeFile(join(folder, 'notice.txt'), 'notice to the persons\n')
  await writeFile(join(folder, 'pipia.txt'), 'impact assessment\n')
}

/** Orders of persons `[from, from + count)`, one row each. */
export async function writePersons(path: string, from: number, count: number): Promise<void> {
  const rows = Array.from(
    { length: count },
    (_, index) => `${residentId(from + index)},${mobile(from + index)},Shanghai`,
  )
  await writeFile(path, `id_number,mobile,city\n${rows.join('\n')}\n`)
}

/** Orders of parts, about nobody, with one identity number in the remark of a row. */
export async function writeHidden(path: string, rows: number, hiddenRow: number): Promise<string> {
  const hidden = residentId(4_711)
  const lines = Array.from({ length: rows }, (_, index) => {
    const remark = index + 1 === hiddenRow ? `ask ${hidden} first` : 'handle with care'
    return `B-${index},${index % 90},${remark}`
  })
  await writeFile(path, `part,pieces,remark\n${lines.join('\n')}\n`)
  return hidden
}
