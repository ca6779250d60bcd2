import { openTable } from '@feiyu/formats'
import { bookKeyMac, type OpenRegister, type PermitConsent, readConsentRegister } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { InputError, UsageError } from '../../errors.ts'
import { readText } from '../../inputs/read-file.ts'
import type { FlagValues } from '../../options/flag.ts'
import { splitPair } from '../../options/pair.ts'
import type { FileReport } from '../../scanning/file-report.ts'
import type { Stated } from '../check/stated.ts'
import type { crossFlags } from './cross.flags.ts'

/** Consent per person: what the permit says of it, and the register with its key where it names one. */
export interface Consent {
  readonly permit: PermitConsent
  readonly register: OpenRegister | null
}

/**
 * Reads how the consent of each person is found: in a register, by the column that holds the person's key, or in a column
 * of the file itself. Null where no flag asks for it: then the record of `--consent` stands for all.
 *
 * @throws UsageError, InputError, ConsentError
 */
export async function openConsent(
  context: Context,
  flags: FlagValues<typeof crossFlags>,
  stated: Stated,
  report: FileReport,
): Promise<Consent | null> {
  const { consentOf, consentKey, consentColumn, consent, withoutConsent } = flags
  const onMissing = withoutConsent ?? 'hold'
  if (consentOf === undefined && consentColumn === undefined) {
    if (consentKey !== undefined || withoutConsent !== undefined) throw noSource()
    return null
  }
  if (stated.shown.basis !== 'consent') {
    throw new UsageError(
      'FEIYU_USAGE_CONSENT_BASIS',
      'the consent of each person is looked up, but `--basis` is not `consent`; say `--basis consent`, or leave the flags out',
    )
  }
  if (consentOf === undefined)
    return { permit: { basis: 'consent', source: columnOf(consentColumn ?? [], report), onMissing }, register: null }
  if (consent === undefined || consentKey === undefined || consentColumn !== undefined) throw noSource()
  refuseUnknown(consentOf, report)
  await using table = await openTable(consent)
  const register = await readConsentRegister(table, stated.purpose ?? '', context.clock.now())
  const source = { kind: 'register', digest: register.digest, keyPath: consentOf } as const
  return {
    permit: { basis: 'consent', source, onMissing },
    register: { register, mac: bookKeyMac(await readKey(context, consentKey)) },
  }
}

function columnOf(pairs: readonly string[], report: FileReport): PermitConsent['source'] {
  const read = pairs.map((pair) => splitPair('--consent-column', pair))
  const [first] = read
  if (first === undefined || read.some(([column]) => column !== first[0])) throw noSource()
  refuseUnknown(first[0], report)
  return { kind: 'column', path: first[0], granted: read.map(([, word]) => word) }
}

/** 32 hexadecimal digits in a file: the AES-128 key of the register's tokens. */
async function readKey(context: Context, path: string): Promise<Uint8Array> {
  const text = (await readText(path, context.stdin)).trim()
  if (/^[0-9a-f]{32}$/i.test(text)) return Uint8Array.from(Buffer.from(text, 'hex'))
  throw new InputError(
    'FEIYU_INPUT_CONSENT_KEY',
    `\`${path}\` does not hold a key; write the 32 hexadecimal digits of the AES-128 key of the register`,
    { at: path },
  )
}

function refuseUnknown(column: string, report: FileReport): void {
  if (report.fields.some(({ name }) => name === column)) return
  throw new UsageError('FEIYU_USAGE_COLUMN', `no column \`${column}\`; \`feiyu scan FILE\` lists the columns`)
}

function noSource(): UsageError {
  return new UsageError(
    'FEIYU_USAGE_CONSENT',
    'the flags do not say where the consent of each person stands; give `--consent FILE --consent-of COLUMN --consent-key FILE` for a register, or `--consent-column COLUMN=WORD`',
  )
}
