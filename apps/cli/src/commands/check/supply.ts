import type { Law } from '@feiyu/law'
import type { Messages } from '../../i18n/messages.ts'
import type { Checked } from './checked.ts'
import type { CountOfFile } from './persons.ts'

const ownFlags: Readonly<Record<string, string>> = {
  ciio: '--ciio yes|no',
  important_data: '--important-data yes|no',
  core_data: '--core-data yes|no',
  state_secret: '--state-secret yes|no',
  exemption_proven: '--exemption-proof FILE',
}

/** The flag that supplies a missing fact. */
export function supplyFlag(law: Law, name: string, counts: readonly CountOfFile[]): string {
  const count = counts.find((one) => one.fact === name && one.opens)
  if (count !== undefined) return `--opening-${count.tally} N`
  const own = ownFlags[name]
  if (own !== undefined) return own
  const fact = law.facts.get(name)
  if (fact === undefined || name.startsWith('flows.')) return '--facts FILE'
  if (name.endsWith('_proven')) return `--proof ${name}=FILE`
  switch (fact.type) {
    case 'boolean':
      return `--fact ${name}=yes|no`
    case 'enum':
      return `--fact ${name}=${fact.values.join('|')}`
    case 'integer':
      return `--fact ${name}=N`
    case 'date':
      return `--fact ${name}=YYYY-MM-DD`
    default:
      return `--fact ${name}=…`
  }
}

/**
 * What supplies the opening balance of the year: a flag for the handler's own, an import for another legal person of its
 * group, of whom the flags say nothing.
 */
export function supplyOpening({ parts, said, stated, isGroup }: Checked, { tally }: CountOfFile): string {
  const uscc = parts.find((part) => part.said === said)?.uscc ?? null
  if (!isGroup || uscc === stated.handler.uscc) return `--opening-${tally} N`
  return `feiyu tally import --uscc ${uscc} --count N --sensitive N`
}

/** A flag as people read it, with the word for its value in their language. */
export function flagText(say: Messages, flag: string): string {
  const words: Readonly<Record<string, string>> = say.terms.placeholders
  return flag.replace(/\b[A-Z]+$/, (word) => words[word] ?? word)
}
