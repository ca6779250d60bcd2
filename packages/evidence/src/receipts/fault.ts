/** What of a receipt does not hold: the part, a stable code, and a sentence. No value of a person stands in it. */
export interface Fault {
  readonly part: 'receipt' | 'checkpoint' | 'permit' | 'outcome' | 'binding' | 'disclosure' | 'acknowledgement' | 'data'
  readonly code: keyof typeof sentences
  readonly message: string
}

const sentences = {
  'not-a-receipt': 'this is not a receipt as it was written',
  'checkpoint-malformed': 'the checkpoint is not a signed note over origin, size and root',
  'checkpoint-signature': "the checkpoint was altered: the log's signature does not fit it",
  'checkpoint-not-signed': 'the checkpoint bears no signature of this key',
  'checkpoint-other-log': 'the checkpoint is of another log than the key names',
  'entry-altered': 'the entry is not the one that was signed and logged',
  'leaf-altered': 'the leaf names another entry than the one beside it',
  'signature-altered': 'the signature in the leaf does not fit the entry',
  'other-key': "the leaf bears another key than the log's",
  'proof-altered': 'the proof does not lead from the leaf to the root that the log signed',
  'other-permit': 'the outcome is of another permit',
  'outcome-before-permit': 'the outcome stands in the log before the permit',
  'other-input': 'what was read is not what was permitted',
  'outside-validity': 'data was released when the permit was not valid',
  'over-ceiling': 'more was released than the permit allows',
  'not-committed': 'no entry commits to this value with this salt',
  'acknowledgement-key': 'the permit does not name the key of the acknowledgement',
  'acknowledgement-signature': "the recipient's signature does not fit the acknowledgement",
  'acknowledgement-other': 'the acknowledgement is of another outcome',
  'data-differs': 'the data is not what was released',
  'no-data-released': 'the outcome says that no whole data was released',
} as const

/** A fault with its sentence; `detail` follows it. */
export function fault(part: Fault['part'], code: Fault['code'], detail?: string): Fault {
  return { part, code, message: detail === undefined ? sentences[code] : `${sentences[code]}: ${detail}` }
}
