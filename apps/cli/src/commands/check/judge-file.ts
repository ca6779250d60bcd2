import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { isPersonal } from '../../scanning/file-report.ts'
import type { ScannedFile } from '../../scanning/scan-file.ts'
import type { ColumnChanges } from './column-changes.ts'
import { type Condition, conditionsOf } from './conditions.ts'
import type { FilePart } from './file-parts.ts'
import { type Judgement, judge } from './judge.ts'
import type { Flow } from './mechanism.ts'
import { nameConditions } from './name-conditions.ts'
import { openDuties } from './open-duties.ts'
import type { Said } from './said.ts'
import type { Stated } from './stated.ts'
import { unclearedConditions, undecodableConditions } from './uncleared-conditions.ts'
import { refuseOtherOpening } from './view-tally.ts'

/** A file as it would cross, judged: what `check` reports and `cross` acts on. */
export interface JudgedFile {
  /** What the strictest answer rests on. */
  readonly said: Said
  /** The strictest answer of all its parts. */
  readonly judged: Judgement
  /** Each legal person by itself, in the order of the parts; one where all rows are the handler's own. */
  readonly parts: readonly JudgedPart[]
  /** A column tells whose each row is. */
  readonly isGroup: boolean
  readonly conditions: readonly Condition[]
  readonly mayCross: boolean
}

/** The rows of one legal person, judged with its own book: lines are each legal person's. */
export interface JudgedPart extends FilePart {
  readonly said: Said
  readonly judged: Judgement
}

/**
 * Judges a file as it would cross: asks for what is missing where a person can be asked, decides, and looks at every
 * condition. `scanned` is the file after the changes of columns.
 */
export async function judgeFile(
  context: Context,
  law: Law,
  scanned: ScannedFile,
  stated: Stated,
  {
    changes,
    parts,
    isGroup,
  }: { readonly changes: ColumnChanges; readonly parts: readonly FilePart[]; readonly isGroup: boolean },
): Promise<JudgedFile> {
  const judgedParts: JudgedPart[] = []
  for (const part of parts) judgedParts.push(await judgePart(context, law, stated, part, !isGroup))
  const { said, judged } = strictest(law, judgedParts)
  const conditions = conditionsOfFile(context, law, judged, { scanned, stated, changes, parts })
  const isDecided = judged.answer.kind === 'decided'
  const mayCross = isDecided && conditions.every(({ state }) => state !== 'missing')
  return { said, judged, parts: judgedParts, isGroup, conditions, mayCross }
}

/** What the conditions of a file rest on, beside the judgement. */
export interface ConditionParts {
  readonly scanned: ScannedFile
  readonly stated: Stated
  readonly changes: ColumnChanges
  readonly parts: readonly FilePart[]
}

/** Every condition of a judged file, in the language of the context. */
export function conditionsOfFile(
  context: Context,
  law: Law,
  judged: Judgement,
  { scanned, stated, changes, parts }: ConditionParts,
): readonly Condition[] {
  const flow = flowOf(scanned, stated, parts)
  const { answer } = judged
  if (answer.kind === 'gap' || answer.kind === 'conflict') return []
  const before = answer.kind === 'decided' ? answer.duties : openDuties(law, judged)
  return [
    ...conditionsOf(context, law, { ...answer, duties: before }, { flow, shown: stated.shown, facts: judged.facts }),
    ...unclearedConditions(context, law, scanned.report, changes),
    ...nameConditions(context, scanned.report),
    ...undecodableConditions(context, scanned.report),
  ]
}

async function judgePart(
  context: Context,
  law: Law,
  stated: Stated,
  part: FilePart,
  isWhole: boolean,
): Promise<JudgedPart> {
  const { tally, uscc, scanned } = part
  // The flags and standing statements say what the handler exported, not what the others of its group did.
  const isOwn = isWhole || uscc === stated.handler.uscc
  const opening = isOwn ? stated.opening : { ordinary: null, sensitive: null }
  if (tally !== null) refuseOtherOpening(tally, opening)
  let said: Said = { ...stated, opening, tally }
  let judged = judge(law, scanned.report, said, context.today)
  if (context.interactive && isWhole && judged.missing.length > 0) {
    const { askMissing } = await import('./ask.ts')
    said = await askMissing(context, law, scanned.report, stated, said, judged)
    judged = judge(law, scanned.report, said, context.today)
  }
  return { ...part, said, judged }
}

/** The part whose answer asks for most: one that cannot be given before all that can. */
function strictest(law: Law, parts: readonly JudgedPart[]): JudgedPart {
  const rank = ({ judged: { answer } }: JudgedPart) =>
    answer.kind === 'decided' ? law.strictness.indexOf(answer.pathway) : answer.kind === 'undetermined' ? -1 : -2
  return parts.reduce((strict, part) => (rank(part) < rank(strict) ? part : strict))
}

/** What a mechanism has to cover of this file. */
function flowOf({ report }: ScannedFile, stated: Stated, parts: readonly FilePart[]): Flow {
  // A mechanism is filed for so many persons in all, not for each file; a person of two legal persons counts in both.
  const crossed = parts.map(({ tally, scanned }) => tally?.mechanism ?? scanned.report.subjects)
  const sum = (kind: 'ordinary' | 'sensitive') => crossed.reduce((all, persons) => all + persons[kind], 0)
  return {
    asOf: stated.asOf,
    recipient: stated.recipient,
    country: stated.country,
    purpose: stated.purpose,
    ordinary: sum('ordinary'),
    sensitive: sum('sensitive'),
    fields: report.fields.filter(isPersonal).map((field) => field.name),
    credentials: report.fields
      .filter((field) => field.category === 'credential' && field.values > 0)
      .map((field) => field.name),
  }
}
