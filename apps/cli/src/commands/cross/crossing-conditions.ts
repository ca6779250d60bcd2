import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { type FileReport, holdsPersons } from '../../scanning/file-report.ts'
import { type Condition, citationOf } from '../check/conditions.ts'
import type { JudgedFile } from '../check/judge-file.ts'
import type { Stated } from '../check/stated.ts'
import { countingOn } from '../order-missing.ts'

/**
 * What a crossing needs beside what the law asks of the data: who receives it and what for, which the permit names, and
 * whose book its persons are counted in.
 */
export function crossingConditions(
  context: Context,
  law: Law,
  { conditions }: JudgedFile,
  report: FileReport,
  stated: Stated,
): readonly Condition[] {
  const words = context.say.check.conditions
  const has = (id: string) => conditions.some((condition) => condition.id === id)
  const named = (id: string, value: string | null, text: string, flag: string): readonly Condition[] =>
    has(id) || value !== null ? [] : [{ ...missing, id, text, flag }]
  const { name, uscc } = stated.handler
  const needsHandler = holdsPersons(report) && (name === null || uscc === null)
  return [
    ...named('recipient', stated.recipient, words.recipient, '--recipient NAME'),
    ...named('purpose', stated.purpose, words.purpose, '--purpose TEXT'),
    ...(needsHandler
      ? [
          {
            ...missing,
            id: 'handler',
            text: context.say.cross.handler,
            flag: `${name === null ? '--handler NAME ' : ''}${uscc === null ? '--uscc CODE' : ''}`.trim(),
            citations: (countingOn(law, stated.asOf)?.cite ?? []).flatMap(({ instrument, article }) =>
              article === null ? [] : citationOf(law, { instrument, article }),
            ),
          },
        ]
      : []),
  ]
}

const missing = { state: 'missing', citations: [], proof: null, reasons: [] } as const
