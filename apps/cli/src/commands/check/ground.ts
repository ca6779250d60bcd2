import type { MechanismKind } from './mechanism.ts'

/** What has to be there before data may cross under a pathway, beside the duties. */
export type Ground =
  | { readonly kind: 'none' }
  | { readonly kind: 'never' }
  | { readonly kind: 'mechanism'; readonly fits: readonly MechanismKind[] }
  /** Somebody outside this check has to say yes: an authority, or a lawyer where the law is open. */
  | { readonly kind: 'approval' }

const mechanisms: Readonly<Record<string, readonly MechanismKind[]>> = {
  SECURITY_ASSESSMENT: ['SECURITY_ASSESSMENT'],
  SCC_OR_CERT: ['SCC', 'CERTIFICATION'],
  GBA_SCC_AVAILABLE: ['SCC', 'CERTIFICATION'],
  CERT_ONLY: ['CERTIFICATION'],
}

/** The ground that a pathway asks for; one that is not known here asks for an approval, never for nothing. */
export function groundOf(pathway: string): Ground {
  if (pathway === 'PROHIBITED') return { kind: 'never' }
  const fits = mechanisms[pathway]
  if (fits !== undefined) return { kind: 'mechanism', fits }
  if (pathway.startsWith('EXEMPT_') || pathway.startsWith('NOT_')) return { kind: 'none' }
  return { kind: 'approval' }
}
