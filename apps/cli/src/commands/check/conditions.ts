import type { CivilDate } from '@feiyu/core'
import type { Answer, Citation, Duty, Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import type { ProofFile } from '../../inputs/read-file.ts'
import { grouped } from '../../output/figures.ts'
import { quoted } from '../../output/quoted.ts'
import type { FactSheet } from './fact-sheet.ts'
import { groundOf } from './ground.ts'
import { type LegalBasis, legalBases } from './legal-basis.ts'
import { type Flow, type Mechanism, type Mismatch, mismatches } from './mechanism.ts'

/** Something that has to be there before the first byte crosses. */
export interface Condition {
  readonly id: string
  readonly state: 'met' | 'missing' | 'not-applicable'
  /** What it asks, in the language of the run. */
  readonly text: string
  readonly citations: readonly Citation[]
  readonly proof: { readonly digest: string; readonly by: string; readonly on: CivilDate } | null
  /** The flag that supplies it; null where no flag can. */
  readonly flag: string | null
  /** Why it is missing or does not apply, where that has to be said. */
  readonly reasons: readonly string[]
}

/** What the person has shown. */
export interface Shown {
  readonly by: string
  readonly on: CivilDate
  readonly basis: LegalBasis | null
  readonly mechanism: Mechanism | null
  /** By duty or fact. */
  readonly proofs: ReadonlyMap<string, ProofFile>
}

const article13 = { instrument: 'cn-pipl-2021', article: '13' }
/** Whoever hands on what opens doors has not secured the data behind them. */
const securityArticles = [
  { instrument: 'cn-dsl-2021', article: '27' },
  { instrument: 'cn-pipl-2021', article: '51' },
] as const

/**
 * The conditions of an answer, each met with its proof, missing with what supplies it, or shown not to apply. Of one that
 * is open still, those of its duties: what the pathway itself asks for is not known yet.
 */
export function conditionsOf(
  context: Context,
  law: Law,
  answer: Answer,
  given: { readonly flow: Flow; readonly shown: Shown; readonly facts: FactSheet },
): readonly Condition[] {
  const before = answer.duties.filter((duty) => duty.when === 'before')
  const notice = before.find((duty) => duty.id === 'notice')
  return [
    ...(answer.kind === 'decided' ? groundConditions(context, answer, given) : []),
    ...credentialConditions(context, law, given.flow),
    ...(answer.kind === 'decided' ? proofOfFacts(context, answer, given) : []),
    ...(notice === undefined ? [] : partyConditions(context, law, notice, given)),
    ...before.map((duty) => dutyCondition(context, duty, given.shown)),
  ]
}

function groundConditions(
  context: Context,
  answer: Answer,
  { flow, shown }: { readonly flow: Flow; readonly shown: Shown },
): readonly Condition[] {
  const words = context.say.check.conditions
  const ground = groundOf(answer.pathway)
  const base = { citations: answer.citations, proof: null, reasons: [] }
  switch (ground.kind) {
    case 'none':
      return []
    case 'never':
      return [{ ...base, id: 'lawful', state: 'missing', text: words.never, flag: null }]
    case 'approval':
      return [fromProof(words.approval, 'approval', '--proof approval=FILE', answer.citations, shown)]
    case 'mechanism': {
      const text = words.mechanism(ground.fits.map((kind) => words.kinds[kind]).join(words.or))
      const { mechanism } = shown
      const flag = '--mechanism FILE'
      if (mechanism === null) return [{ ...base, id: 'mechanism', state: 'missing', text, flag }]
      const wrong = mismatches(mechanism, ground.fits, flow)
      if (wrong.length === 0) {
        const met = `${words.kinds[mechanism.kind]} ${mechanism.number}`
        const proof = { digest: mechanism.file.digest, by: shown.by, on: shown.on }
        return [{ ...base, id: 'mechanism', state: 'met', text: met, flag, proof }]
      }
      return [
        {
          ...base,
          id: 'mechanism',
          state: 'missing',
          text,
          flag,
          reasons: wrong.map((one) => mismatchText(context, one)),
        },
      ]
    }
    default:
      return ground satisfies never
  }
}

/** Passwords and keys are let through by no gate, whatever the pathway. */
function credentialConditions(context: Context, law: Law, flow: Flow): readonly Condition[] {
  if (flow.credentials.length === 0) return []
  const text = context.say.check.conditions.credentials(flow.credentials.join(context.say.terms.listComma))
  const citations = securityArticles.flatMap((at) => citationOf(law, at))
  const flag = flow.credentials.map((column) => `--drop ${quoted(column)}`).join(' ')
  return [{ id: 'credentials', state: 'missing', text, citations, proof: null, flag, reasons: [] }]
}

/** An exemption rests on what was stated as proven: the proof itself has to be there. */
function proofOfFacts(
  context: Context,
  answer: Answer,
  { shown, facts }: { readonly shown: Shown; readonly facts: FactSheet },
): readonly Condition[] {
  if (groundOf(answer.pathway).kind !== 'none') return []
  const words = context.say.check.conditions
  return facts
    .entries()
    .filter(([name, fact]) => name.endsWith('_proven') && fact.value === true)
    .map(([name, fact]) => {
      const flag = name === 'exemption_proven' ? '--exemption-proof FILE' : `--proof ${name}=FILE`
      const text = words.provenFact(name)
      if (fact.proof === null) return fromProof(text, name, flag, answer.citations, shown)
      const proof = { digest: fact.proof, by: fact.by, on: fact.on }
      return { id: name, state: 'met', text, citations: answer.citations, proof, flag, reasons: [] }
    })
}

/** Who receives it, what for, and on what legal basis: a notice without them is none. */
function partyConditions(
  context: Context,
  law: Law,
  notice: Duty,
  { flow, shown }: { readonly flow: Flow; readonly shown: Shown },
): readonly Condition[] {
  const words = context.say.check.conditions
  const named = (
    id: string,
    value: string | null,
    text: string,
    flag: string,
    citations: readonly Citation[],
  ): Condition => ({
    id,
    state: value === null ? 'missing' : 'met',
    text: value === null ? text : `${text}${context.say.terms.colon}${value}`,
    citations,
    proof: null,
    flag,
    reasons: [],
  })
  const basis = named(
    'legal-basis',
    shown.basis === null ? null : words.bases[shown.basis],
    words.basis,
    '--basis GROUND',
    citationOf(law, article13),
  )
  return [
    named('recipient', flow.recipient, words.recipient, '--recipient NAME', notice.citations),
    named('purpose', flow.purpose, words.purpose, '--purpose TEXT', notice.citations),
    basis.state === 'missing' ? { ...basis, reasons: [legalBases.join(' | ')] } : basis,
  ]
}

function dutyCondition(context: Context, duty: Duty, shown: Shown): Condition {
  const words = context.say.check.conditions
  const text = context.language === 'zh' ? duty.zh : duty.en
  if (duty.id === 'separate_consent') {
    const flag = '--consent FILE'
    const base = { id: duty.id, text, citations: duty.citations, proof: null, flag }
    if (shown.basis === null) {
      return { ...base, flag: '--basis GROUND', state: 'missing', reasons: [words.basisUnknown] }
    }
    if (shown.basis !== 'consent')
      return { ...base, state: 'not-applicable', reasons: [words.otherBasis(words.bases[shown.basis])] }
    return fromProof(text, duty.id, flag, duty.citations, shown)
  }
  const flag = duty.id === 'notice' || duty.id === 'pipia' ? `--${duty.id} FILE` : `--proof ${duty.id}=FILE`
  return fromProof(text, duty.id, flag, duty.citations, shown)
}

function fromProof(text: string, id: string, flag: string, citations: readonly Citation[], shown: Shown): Condition {
  const file = shown.proofs.get(id)
  const proof = file === undefined ? null : { digest: file.digest, by: shown.by, on: shown.on }
  return { id, state: proof === null ? 'missing' : 'met', text, citations, proof, flag, reasons: [] }
}

/** An article of the packs as a citation; none where the packs do not hold it. */
export function citationOf(
  law: Law,
  at: { readonly instrument: string; readonly article: string },
): readonly Citation[] {
  const instrument = law.packs.flatMap((pack) => [...pack.instruments.values()]).find((one) => one.id === at.instrument)
  const article = instrument?.articles.get(at.article)
  if (instrument === undefined || article === undefined) return []
  const { title, until } = instrument
  return [{ ...at, called: article.called, title: title.zh, titleEn: title.en, mark: article.mark, until }]
}

function mismatchText(context: Context, mismatch: Mismatch): string {
  const words = context.say.check.conditions
  switch (mismatch.kind) {
    case 'kind':
      return words.mismatch.kind(mismatch.fits.map((kind) => words.kinds[kind]).join(words.or))
    case 'not-yet':
      return words.mismatch.notYet(mismatch.from)
    case 'ended':
      return words.mismatch.ended(mismatch.until)
    case 'recipient':
      return words.mismatch.recipient
    case 'country':
      return words.mismatch.country(mismatch.country)
    case 'purpose':
      return words.mismatch.purpose
    case 'scale':
      return words.mismatch.scale[mismatch.tally](grouped(mismatch.covered), grouped(mismatch.persons))
    case 'fields':
      return words.mismatch.fields(mismatch.names.join(context.say.terms.listComma))
    default:
      return mismatch satisfies never
  }
}
