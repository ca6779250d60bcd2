/** Grounds on which personal information may be processed at all (个人信息保护法 art. 13). */
export const legalBases = [
  'consent',
  'contract',
  'hr',
  'statutory',
  'emergency',
  'public-interest',
  'public',
  'other-law',
] as const
export type LegalBasis = (typeof legalBases)[number]
