import { type CivilDate, type Digest, isCivilDate } from '@feiyu/core'
import { createLaw, loadPack, type Pack } from '@feiyu/law'
import type { ComparedLaw } from '@feiyu/law/packs'
import type { Context } from '../../../context.ts'
import { UsageError } from '../../../errors.ts'
import { anyYaml } from '../../../packs/any-yaml.ts'
import { readPacks } from '../../../packs/read-packs.ts'
import { findByDigest, releasedPacks, releasedVersions } from '../../../packs/released-packs.ts'

/**
 * One side of a comparison: `current` (the packs of this checkout), a day on which they are judged, a released pack
 * (`ID@VERSION`), one known by its digest or a pack of a folder in the place of the current one, or a folder of packs.
 *
 * @throws UsageError when there is no such pack, PackError for one that cannot be read or whose signature is of something
 * else
 */
export async function lawSide(context: Context, text: string): Promise<ComparedLaw> {
  if (text === 'current') return side(await readPacks(context), null)
  if (isCivilDate(text)) return side(await readPacks(context), text)
  const released = await releasedPack(context, text)
  if (released !== null) return side(inPlace(await readPacks(context), [released]), null)
  const packs = await readPacks(context, text)
  const [only, another] = packs
  if (only !== undefined && another === undefined) return side(inPlace(await readPacks(context), packs), null)
  return side(packs, null)
}

function side(packs: readonly Pack[], asOf: CivilDate | null): ComparedLaw {
  return { law: createLaw(packs), asOf }
}

/** The packs, these in the place of those with the same name; a new one comes last. */
function inPlace(current: readonly Pack[], changed: readonly Pack[]): readonly Pack[] {
  const known = current.map((pack) => changed.find(({ id }) => id === pack.id) ?? pack)
  return [...known, ...changed.filter(({ id }) => !current.some((pack) => pack.id === id))]
}

async function releasedPack(context: Context, text: string): Promise<Pack | null> {
  if (isDigest(text)) {
    const files = await findByDigest(context, text)
    if (files !== null) return loadPack(files, anyYaml)
    throw notReleased(text, 'look into `releases/packs`')
  }
  const [, id, version] = /^([a-z][a-z0-9-]*)@(\d[\w.-]*)$/.exec(text) ?? []
  if (id === undefined || version === undefined) return null
  const [pack, another] = await releasedVersions(context, id, version)
  if (pack === undefined) throw notReleased(text, await hintFor(context, id))
  if (another !== undefined)
    throw new UsageError('FEIYU_USAGE_RELEASES', `several released packs are \`${text}\`; name one by its digest`)
  return pack
}

function notReleased(text: string, hint: string): UsageError {
  return new UsageError('FEIYU_USAGE_NO_RELEASE', `no released pack \`${text}\`; ${hint}`)
}

/** What was released of a pack, or which packs were released. */
async function hintFor(context: Context, id: string): Promise<string> {
  const released = await releasedPacks(context)
  const own = released.filter((pack) => pack.id === id)
  const named = (own.length > 0 ? own : released).map((pack) => `${pack.id}@${pack.version}`)
  return named.length === 0 ? 'nothing was released here' : `there are \`${[...new Set(named)].join(', ')}\``
}

function isDigest(text: string): text is Digest {
  return /^sha256:[0-9a-f]{64}$/.test(text)
}
