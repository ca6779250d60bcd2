/** A language that Feiyu speaks. */
export type Language = 'zh' | 'en'

/** The language of a locale such as `zh_CN.UTF-8`; English for every other one and for none. */
export function languageOf(locale: string | null): Language {
  return /^zh(?![a-z])/i.test(locale ?? '') ? 'zh' : 'en'
}

/**
 * The language that a command line asks for, read before the command line is understood: what is wrong with it has to be
 * said in some language.
 */
export function languageFlag(args: readonly string[]): Language | null {
  for (const [index, arg] of args.entries()) {
    if (arg === '--') return null
    const value = arg === '--lang' ? args[index + 1] : arg.startsWith('--lang=') ? arg.slice('--lang='.length) : null
    if (value === 'zh' || value === 'en') return value
  }
  return null
}
