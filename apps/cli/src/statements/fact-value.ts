import { isCivilDate, nearest } from '@feiyu/core'
import { type FactDefinition, isCountryCode, knownWord } from '@feiyu/law'
import { UsageError } from '../errors.ts'
import { unknownFact } from './statements-file.ts'

/**
 * The value that a flag's text states for a fact: `yes`/`no` and `true`/`false`, whole numbers, words of a closed list,
 * dates, texts.
 *
 * @throws InputError for a name that no pack knows, UsageError for a value that the fact cannot have
 */
export function readFactValue(
  name: string,
  text: string,
  known: ReadonlyMap<string, FactDefinition>,
): boolean | number | string {
  const fact = known.get(name)
  if (fact === undefined || fact.kind === 'open') throw unknownFact(name, known)
  switch (fact.type) {
    case 'boolean':
      if (text === 'yes' || text === 'true') return true
      if (text === 'no' || text === 'false') return false
      throw wrong(name, text, 'write `yes` or `no`')
    case 'integer':
      if (/^\d{1,15}$/.test(text)) return Number(text)
      throw wrong(name, text, 'write a whole number from 0, digits only', 'FEIYU_USAGE_NOT_A_COUNT')
    case 'number': {
      const number = Number(text)
      if (text !== '' && Number.isFinite(number)) return number
      throw wrong(name, text, 'write a number')
    }
    case 'date':
      if (isCivilDate(text)) return text
      throw wrong(name, text, 'write a date of the calendar as YYYY-MM-DD', 'FEIYU_USAGE_NOT_A_DATE')
    case 'enum': {
      const word = knownWord(fact, text)
      if (word !== undefined) return word
      const near = nearest(text, fact.values)
      throw wrong(
        name,
        text,
        near === undefined ? `write one of \`${fact.values.join(', ')}\`` : `did you mean \`${near}\`?`,
      )
    }
    case 'country': {
      const code = text.toUpperCase()
      if (fact.values.includes(text)) return text
      if (isCountryCode(code)) return code
      throw wrong(name, text, 'write two letters of ISO 3166-1, such as `DE`')
    }
    case 'string':
      return text
    default:
      throw new UsageError(
        'FEIYU_USAGE_FACT_OF_FILE',
        `\`${name}\` does not fit into a flag; put it into a file for \`--facts\``,
      )
  }
}

function wrong(name: string, text: string, whatToDo: string, code = 'FEIYU_USAGE_WRONG_VALUE'): UsageError {
  return new UsageError(code, `\`${name}\` cannot be \`${text}\`; ${whatToDo}`)
}
