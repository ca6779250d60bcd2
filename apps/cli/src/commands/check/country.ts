import { isCountryCode } from '@feiyu/law'
import { UsageError } from '../../errors.ts'
import type { Language } from '../../i18n/language.ts'

const own: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  HK: { zh: '中国香港', en: 'Hong Kong SAR' },
  MO: { zh: '中国澳门', en: 'Macao SAR' },
  TW: { zh: '中国台湾', en: 'Taiwan' },
}

/**
 * The place of the recipient: two letters of ISO 3166-1. Hong Kong, Macao and Taiwan are outside the mainland.
 *
 * @throws UsageError for a place that does not exist, and for the mainland itself
 */
export function readCountry(text: string | undefined): string {
  if (text === undefined)
    throw new UsageError(
      'FEIYU_USAGE_NO_COUNTRY',
      '`--to` is missing; name where the data goes, two letters such as `DE`',
    )
  const code = text.toUpperCase()
  if (code === 'CN') {
    throw new UsageError(
      'FEIYU_USAGE_MAINLAND',
      '`--to` is the mainland, so nothing is exported; name a place outside it (HK, MO and TW are outside)',
    )
  }
  if (!isCountryCode(code)) {
    throw new UsageError(
      'FEIYU_USAGE_COUNTRY',
      `\`--to\` cannot be \`${text}\`; write two letters of ISO 3166-1, such as \`DE\`, \`SG\` or \`HK\``,
    )
  }
  return code
}

/** Name of a place in words. */
export function countryName(code: string, language: Language): string {
  return own[code]?.[language] ?? nameOf(code, language) ?? code
}

function nameOf(code: string, language: Language): string | undefined {
  return new Intl.DisplayNames([language === 'zh' ? 'zh-Hans' : 'en'], { type: 'region', fallback: 'none' }).of(code)
}
