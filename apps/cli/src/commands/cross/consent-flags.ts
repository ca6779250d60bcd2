import { choiceFlag, listFlag, textFlag } from '../../options/flag.ts'

/** How the consent of each person is found, where consent is the legal basis. */
export const consentFlags = {
  consentOf: textFlag('--consent-of <column>', (say) => say.flags.consentOf, 'proof'),
  consentKey: textFlag('--consent-key <file>', (say) => say.flags.consentKey, 'proof'),
  consentColumn: listFlag('--consent-column <column=word>', (say) => say.flags.consentColumn, 'proof'),
  withoutConsent: choiceFlag('--without-consent <what>', ['drop', 'hold'], (say) => say.flags.withoutConsent, 'proof'),
}
