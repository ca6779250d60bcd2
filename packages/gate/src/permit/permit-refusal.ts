/** Why the gate does not honour a permit. `code` is stable; the sentence holds no value of a person. */
export interface PermitRefusal {
  readonly code: keyof typeof sentences
  readonly message: string
  /** What the permit says there, or what could not be read; null where the code says all. */
  readonly detail: string | null
}

const sentences = {
  'permit-form': 'the permit is not of the form that the gate reads',
  'approval-form': 'the approval is not of the form that the gate reads',
  'permit-altered': 'the permit was altered: its id is not the digest of what it says',
  'unknown-port': 'the permit is signed with a port key that is not known here',
  'port-signature': "the port's signature does not fit the permit",
  'other-log': 'the permit is for another log',
  'other-epoch': 'the permit was minted before the port was put back or its key changed, or after; its epoch',
  'not-yet-valid': 'the permit is not valid yet; first moment',
  expired: 'the permit has expired, so mint a new one; last moment',
  'not-valid-any-more': 'the time went by, or the clock was put back, between the judgement of the permit and its use',
  'too-long': 'the permit would last longer than 24 hours, its approval, its mechanism or its year; issued',
  used: 'the permit was used before; each is for one crossing',
  'other-approval': 'the permit names another approval',
  'approval-not-in-force': 'the approval is not in force; day',
  'not-approved': 'nobody has signed the approval',
  'unknown-approver': 'the approval is signed with a key that was never enrolled for that person',
  'approver-signature': "an approver's signature does not fit the approval",
  'approved-by-port': "the approval is signed with the port's own key",
  'wider-ground': 'the ground of the permit is not that of the approval',
  'wider-party':
    'handler, legal persons, recipient, purpose or onward transfer of the permit are not those of the approval',
  'wider-fields': 'the permit lets more of a column pass than the approval',
  'wider-watch': 'the permit watches less than the approval',
  'wider-ceilings': 'a ceiling of the permit is above that of the approval',
  'conditions-missing': 'a condition of the approval is missing in the permit, or not met with its proof',
  'wider-consent': 'the permit asks for another consent than the approval',
  'not-counted': 'a personal column crosses without a handler, a book for each legal person, or its place in the count',
  'wrong-account': 'the side ledger of the permit is not of an exemption that its ground cites',
  'credential-passes': 'the permit lets credentials pass',
} as const

/** The refusal of a code; `detail` follows its sentence. */
export function permitRefusal(code: PermitRefusal['code'], detail?: string): PermitRefusal {
  const message = detail === undefined ? sentences[code] : `${sentences[code]}: ${detail}`
  return { code, message, detail: detail ?? null }
}

/** Every code with which the gate may refuse a permit. */
export const permitRefusalCodes = Object.keys(sentences) as readonly PermitRefusal['code'][]
