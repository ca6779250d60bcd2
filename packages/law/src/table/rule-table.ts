import { type CivilDate, isCivilDate, nearest } from '@feiyu/core'
import { namesOf } from '../diff/names.ts'
import type { Law } from '../engine/law.ts'
import { PackError } from '../errors.ts'
import { labelOf } from '../explain/words.ts'
import { answerDates, type Cell, type Rule, type RuleAnswer } from '../pack/pack.ts'
import { parseYaml } from '../pack/parse-yaml.ts'
import { readRuleAnswer } from '../pack/read-rules.ts'
import {
  type Read,
  readCitationsCell,
  readDateCell,
  readTestCell,
  writeCitationsCell,
  writeDateCell,
  writeTestCell,
} from './cell-text.ts'
import { bad, type TableRecord } from './csv.ts'
import { answerYaml } from './rule-yaml.ts'
import { readText, readWord, splitOutsideQuotes, writeText, writeWord } from './word-text.ts'

/** Columns of every table, before and after those of the facts that its rows test. */
const before = ['id', 'group', 'from', 'until', 'overrides', 'yields'] as const
const after = ['answer', ...answerDates, 'cite', 'note zh', 'note en'] as const
type Fixed = (typeof before)[number] | (typeof after)[number]

const explained: Readonly<Record<Fixed, { readonly zh: string; readonly en: string }>> = {
  id: { zh: '# 说明', en: '# what it is' },
  group: { zh: '组', en: 'group' },
  from: { zh: '自（含）', en: 'from (included)' },
  until: { zh: '至（不含）', en: 'until (not included)' },
  overrides: { zh: '优先于', en: 'goes before' },
  yields: { zh: '让位于', en: 'gives way to' },
  answer: { zh: '结论', en: 'answer' },
  deadline: { zh: '期限', en: 'deadline' },
  renew_by: { zh: '换证开始日', en: 'renew from' },
  valid_until: { zh: '有效期最后一日', en: 'last day of validity' },
  extension_from: { zh: '可以申请延长的首日', en: 'first day of asking for an extension' },
  cite: { zh: '依据', en: 'rests on' },
  'note zh': { zh: '说明（中文）', en: 'note in Chinese' },
  'note en': { zh: '说明（英文）', en: 'note in English' },
}

/**
 * One decision as a table: a line of names, a line of explanations, and one line for each row of the pack in the order of
 * its file. Nothing of a row is left out; `readRuleTable` reads it back.
 */
export function writeRuleTable(
  law: Law,
  rules: readonly Rule[],
  language: 'zh' | 'en',
): readonly (readonly string[])[] {
  const facts = [...new Set(rules.flatMap((rule) => rule.when.map(({ fact }) => fact)))]
  return [
    [...before, ...facts.map((fact) => `when ${fact}`), ...after],
    [
      ...before.map((name) => explained[name][language]),
      ...facts.map((fact) => explainedFact(law, fact, language)),
      ...after.map((name) => explained[name][language]),
    ],
    ...rules.map((rule) => [
      ...before.map((name) => fixedCell(rule, name)),
      ...facts.map((fact) => {
        const cell = rule.when.find((one) => one.fact === fact)
        return cell === undefined ? '' : writeTestCell(cell.test)
      }),
      ...after.map((name) => fixedCell(rule, name)),
    ]),
  ]
}

function explainedFact(law: Law, fact: string, language: 'zh' | 'en'): string {
  const label = labelOf(namesOf(law.packs), fact)[language]
  return label === fact ? '' : writeText(label)
}

function fixedCell(rule: Rule, name: Fixed): string {
  switch (name) {
    case 'id':
    case 'group':
      return rule[name] === null ? '' : writeWord(rule[name])
    case 'from':
    case 'until':
      return rule[name] ?? ''
    case 'overrides':
    case 'yields':
      return rule[name].map(writeWord).join('; ')
    case 'answer':
      // Parts that are judged apart are written as the pack writes them.
      return rule.answer.kind === 'pathway' ? writeWord(rule.answer.pathway) : answerYaml(rule)
    case 'deadline':
    case 'renew_by':
    case 'valid_until':
    case 'extension_from': {
      const date = rule.dates.get(name)
      return date === undefined ? '' : writeDateCell(date)
    }
    case 'cite':
      return writeCitationsCell(rule.cite)
    case 'note zh':
      return rule.note === null ? '' : writeText(rule.note.zh)
    case 'note en':
      return rule.note === null ? '' : writeText(rule.note.en)
    default:
      return name satisfies never
  }
}

/** Where a table belongs: the pack and question of its rows, and the name of the file for messages. */
export interface TablePlace {
  readonly pack: string
  readonly question: string
  readonly file: string
}

/**
 * Reads a table back into rows, each with its line. Strict: a column, a word or a line that is not understood is an error,
 * and nothing is passed over. Whether names exist in the packs is checked when the rows are put into a law.
 *
 * @throws PackError `FEIYU_PACK_BAD_TABLE` with file and line
 */
export function readRuleTable(law: Law, place: TablePlace, records: readonly TableRecord[]): readonly Rule[] {
  const [head, ...rest] = records
  if (head === undefined) throw bad(`${place.file}:1`, 'the table is empty; export one and change it')
  const columns = readHead(law, place.file, head)
  const rows = rest[0]?.cells[0]?.startsWith('#') === true ? rest.slice(1) : rest
  if (rows.length < rest.length) checkExplanations(law, place.file, columns, rest[0]!)
  const rules = rows.map((record) => readRow(place, columns, record))
  for (const [index, name] of columns.entries())
    if (name.startsWith('when ') && !rows.some(({ cells }) => (cells[index] ?? '') !== ''))
      throw bad(`${place.file}:${head.line}`, `no row tests \`${name}\`; fill it, or take the column out`)
  const seen = new Map<string, string>()
  for (const rule of rules) {
    const other = seen.get(rule.id)
    if (other !== undefined) throw bad(rule.at, `row \`${rule.id}\` is there twice, also at ${other}; keep one`)
    seen.set(rule.id, rule.at)
  }
  return rules
}

function readHead(law: Law, file: string, head: TableRecord): readonly string[] {
  const at = `${file}:${head.line}`
  const fixed: readonly string[] = [...before, ...after]
  const facts = [...law.slots.keys()].map((fact) => `when ${fact}`)
  for (const [index, name] of head.cells.entries()) {
    if (head.cells.indexOf(name) !== index) throw bad(at, `column \`${name}\` is there twice; keep one`)
    if (fixed.includes(name) || facts.includes(name)) continue
    const near = nearest(name, [...fixed, ...facts])
    const hint = near === undefined ? 'a test is headed `when` and the name of a fact' : `did you mean \`${near}\`?`
    throw bad(at, `unknown column \`${name}\`; ${hint}`)
  }
  const missing = fixed.find((name) => !head.cells.includes(name))
  if (missing !== undefined) throw bad(at, `column \`${missing}\` is missing; add it, even if it stays empty`)
  return head.cells
}

/** The line of explanations is ours: a change of it would be lost, so it is refused. */
function checkExplanations(law: Law, file: string, columns: readonly string[], record: TableRecord): void {
  for (const [index, name] of columns.entries()) {
    const cell = record.cells[index] ?? ''
    const known = (['zh', 'en'] as const).map((language) =>
      name.startsWith('when ')
        ? explainedFact(law, name.slice('when '.length), language)
        : explained[name as Fixed][language],
    )
    if (cell === '' || known.includes(cell)) continue
    throw bad(
      `${file}:${record.line}`,
      `column \`${name}\` is explained as \`${known[0]}\` and not as \`${cell}\`; change the words in facts.yaml, or empty the cell`,
    )
  }
}

function readRow({ pack, question, file }: TablePlace, columns: readonly string[], record: TableRecord): Rule {
  const at = `${file}:${record.line}`
  if (record.cells.length > columns.length)
    throw bad(
      at,
      `${record.cells.length} cells where there are ${columns.length} columns; quote a cell that holds a comma`,
    )
  const cells = new Map(columns.map((name, index) => [name, (record.cells[index] ?? '').trim()]))
  const cell = (name: Fixed) => cells.get(name) ?? ''
  const needed = (name: Fixed) => {
    if (cell(name) !== '') return cell(name)
    throw bad(at, `\`${name}\` is empty; every row has one`)
  }
  const take = <T>(name: string, read: Read<T>): T => {
    if ('value' in read) return read.value
    throw bad(at, `column \`${name}\`: ${read.wrong}`)
  }
  const word = (name: string, text: string): string => {
    const value = take(name, readWord(text))
    if (typeof value === 'string') return value
    throw bad(at, `column \`${name}\`: \`${text}\` is not a name; put it between double quotes`)
  }
  const names = (name: Fixed) =>
    cell(name) === '' ? [] : splitOutsideQuotes(cell(name), ';').map((text) => word(name, text))
  const day = (name: Fixed, text: string): CivilDate => {
    if (isCivilDate(text)) return text
    throw bad(
      at,
      `column \`${name}\`: \`${text}\` is not a day of the calendar; write YYYY-MM-DD and format the cell as text`,
    )
  }
  const from = day('from', needed('from'))
  const until = cell('until') === '' ? null : day('until', cell('until'))
  if (until !== null && until <= from)
    throw bad(at, `column \`until\`: \`${until}\` is not later than \`from\`; the day of \`until\` is not included`)
  const when = columns.flatMap((name): readonly Cell[] => {
    const text = cells.get(name) ?? ''
    if (!name.startsWith('when ') || text === '') return []
    return [{ fact: name.slice('when '.length), test: take(name, readTestCell(text)) }]
  })
  return {
    id: word('id', needed('id')),
    pack,
    at,
    question,
    group: cell('group') === '' ? null : word('group', cell('group')),
    cite: take('cite', readCitationsCell(needed('cite'))),
    from,
    until,
    overrides: names('overrides'),
    yields: names('yields'),
    when,
    answer: readAnswer(at, word, needed('answer')),
    dates: new Map(
      answerDates.flatMap((name) =>
        cell(name) === '' ? [] : [[name, take(name, readDateCell(cell(name), at))] as const],
      ),
    ),
    note: readNote(at, cell('note zh'), cell('note en')),
  }
}

function readAnswer(at: string, word: (name: string, text: string) => string, text: string): RuleAnswer {
  if (!text.startsWith('{')) return { kind: 'pathway', pathway: word('answer', text) }
  try {
    return readRuleAnswer(parseYaml(at, text))
  } catch (error) {
    if (error instanceof PackError) throw bad(at, `column \`answer\`: ${error.message}`)
    throw error
  }
}

function readNote(at: string, zh: string, en: string): Rule['note'] {
  if (zh === '' && en === '') return null
  const note = { zh: readText(zh), en: readText(en) }
  if (note.zh !== null && note.en !== null && note.zh.trim() !== '' && note.en.trim() !== '')
    return { zh: note.zh, en: note.en }
  throw bad(at, 'a note is written in both languages; fill `note zh` and `note en`, and close every quote')
}
