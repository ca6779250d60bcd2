import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { isPersonal } from '../../scanning/file-report.ts'
import type { ScannedFile } from '../../scanning/scan-file.ts'
import type { ColumnChanges } from './column-changes.ts'
import { type Condition, conditionsOf } from './conditions.ts'
import { type Judgement, judge } from './judge.ts'
import type { Flow } from './mechanism.ts'
import type { Said } from './said.ts'
import type { Stated } from './stated.ts'
import type { TallyView } from './tally-view.ts'
import { unclearedConditions } from './uncleared-conditions.ts'
import { refuseOtherOpening } from './view-tally.ts'

/** A file as it would cross, judged: what `check` reports and `cross` acts on. */
export interface JudgedFile {
  readonly said: Said
  readonly judged: Judgement
  readonly conditions: readonly Condition[]
  readonly mayCross: boolean
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
  { changes, tally }: { readonly changes: ColumnChanges; readonly tally: TallyView | null },
): Promise<JudgedFile> {
  const { report } = scanned
  if (tally !== null) refuseOtherOpening(tally, stated.opening)
  let said: Said = { ...stated, tally }
  let judged = judge(law, report, said, context.today)
  if (context.interactive && judged.missing.length > 0) {
    const { askMissing } = await import('./ask.ts')
    said = await askMissing(context, law, report, stated, said, judged)
    judged = judge(law, report, said, context.today)
  }
  const conditions = conditionsOfFile(context, law, judged, { scanned, stated, changes, tally })
  const isDecided = judged.answer.kind === 'decided'
  return { said, judged, conditions, mayCross: isDecided && conditions.every(({ state }) => state !== 'missing') }
}

/** What the conditions of a file rest on, beside the judgement. */
export interface ConditionParts {
  readonly scanned: ScannedFile
  readonly stated: Stated
  readonly changes: ColumnChanges
  readonly tally: TallyView | null
}

/** Every condition of a judged file, in the language of the context. */
export function conditionsOfFile(
  context: Context,
  law: Law,
  judged: Judgement,
  { scanned, stated, changes, tally }: ConditionParts,
): readonly Condition[] {
  const flow = flowOf(scanned, stated, tally)
  const ofLaw = conditionsOf(context, law, judged.answer, { flow, shown: stated.shown, facts: judged.facts })
  if (judged.answer.kind !== 'decided') return ofLaw
  return [...ofLaw, ...unclearedConditions(context, scanned.report, changes)]
}

/** What a mechanism has to cover of this file. */
function flowOf({ report }: ScannedFile, stated: Stated, tally: TallyView | null): Flow {
  // A mechanism is filed for so many persons in all, not for each file.
  const { ordinary, sensitive } = tally?.mechanism ?? report.subjects
  return {
    asOf: stated.asOf,
    recipient: stated.recipient,
    country: stated.country,
    purpose: stated.purpose,
    ordinary,
    sensitive,
    fields: report.fields.filter(isPersonal).map((field) => field.name),
    credentials: report.fields
      .filter((field) => field.category === 'credential' && field.values > 0)
      .map((field) => field.name),
  }
}
