import { nearest } from '@feiyu/core'
import type { Answer, Law } from '@feiyu/law'
import { UsageError } from '../errors.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'

/** The exit code of an answer by itself: a gap or a conflict is a fault of the packs. */
export function answerExit(answer: Answer): ExitCode {
  switch (answer.kind) {
    case 'decided':
      return exitCode.ok
    case 'undetermined':
      return exitCode.undetermined
    case 'gap':
    case 'conflict':
      return exitCode.fault
    default:
      return answer.kind satisfies never
  }
}

/**
 * Refuses an expected pathway that no pack knows: it could never come true.
 *
 * @throws UsageError
 */
export function checkExpectation(law: Law, expected: string | undefined): void {
  if (expected === undefined || expected === 'NEEDS_INFO' || law.pathways.has(expected)) return
  const near = nearest(expected, [...law.pathways.keys(), 'NEEDS_INFO'])
  const hint = near === undefined ? '`feiyu packs show cn` lists the pathways' : `did you mean \`${near}\`?`
  throw new UsageError('FEIYU_USAGE_UNKNOWN_PATHWAY', `no pack knows the pathway \`${expected}\`; ${hint}`)
}
