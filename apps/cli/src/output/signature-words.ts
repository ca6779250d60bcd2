import type { Answer, Law, PackSignatures } from '@feiyu/law'
import type { Context } from '../context.ts'
import { paragraph } from './section.ts'
import { printable } from './width.ts'

/** Signatures that were looked at; `refused` where there is one that is not of this pack, or not by the key that it names. */
export type SeenSignatures = PackSignatures & { readonly refused?: true }

/** Who signed a pack, in words. */
export function signatureText({ say }: Context, { signatures }: { readonly signatures: SeenSignatures }): string {
  const { verified, unknown, refused } = signatures
  if (refused === true) return say.law.signatures.refused
  const names = (all: readonly string[]) => all.map(printable).join(say.terms.listComma)
  if (verified.length > 0) return say.law.signatures.by(names(verified))
  return unknown.length > 0 ? say.law.signatures.unknown(names(unknown)) : say.law.signatures.unsigned
}

/** Ids of the packs behind an answer that nobody signed whose key is enrolled here. */
export function unsignedPacks(law: Law, answer: Answer): readonly string[] {
  const used = new Set([answer, ...(answer.parts ?? [])].flatMap(({ packs }) => packs.map((pack) => pack.id)))
  return law.packs.filter((pack) => used.has(pack.id) && pack.signatures.verified.length === 0).map((pack) => pack.id)
}

/** The same in one line; nothing where somebody signed all of them. */
export function unsignedLines({ out, say }: Context, law: Law, answer: Answer): readonly string[] {
  const unsigned = unsignedPacks(law, answer)
  if (unsigned.length === 0) return []
  const names = unsigned.join(say.terms.listComma)
  const text =
    unsigned.length === new Set(answer.packs.map((pack) => pack.id)).size
      ? say.law.signatures.all(names)
      : say.law.signatures.some(names)
  return [out.paint.faint(paragraph(out, text, 0))]
}
