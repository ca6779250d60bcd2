import { keyTypes } from '../subjects/key-type.ts'
import type { LinkLog } from '../subjects/link-log.ts'
import { linkWords, type PersonBatch, personWords } from '../subjects/person-batch.ts'
import type { PersonSet } from '../subjects/person-set.ts'
import type { RowPatterns } from '../subjects/row-patterns.ts'
import type { TablePlan } from '../table/table-plan.ts'
import { LiveLinks } from './live-links.ts'
import { LivePersons } from './live-persons.ts'

/** What a finished scan knows of persons. */
export interface CountedTable {
  readonly persons: PersonSet
  readonly links: LinkLog
  readonly patterns: RowPatterns
  readonly plan: TablePlan
  readonly subject: string | undefined
}

/** All persons of a finished scan, as they leave the scanner for a tally. */
export function personBatchOf({ persons, links, patterns, plan, subject }: CountedTable): PersonBatch {
  const all = new LivePersons(persons.isWide)
  const bits = plan.bitsOfKeys(keyTypes.length)
  const handed = new LiveLinks(all, subject === undefined ? (type) => bits[type]! : null)
  const numbers = all.addAll(persons.memory)
  // Strong kinds first: who a weaker key's persons are is settled before the key is.
  for (const type of keyTypes.keys()) {
    for (let link = 0; link < links.count; link++) {
      if (links.typeOf(link) !== type) continue
      const owner = numbers[links.ownerOf(link)]!
      handed.push(links.lo(link), links.hi(link), links.lo2(link), links.hi2(link), type, owner)
    }
  }
  const keyless: { lo: number; hi: number; rows: number }[] = []
  patterns.forEach((lo, hi, rows) => {
    keyless.push({ lo, hi, rows })
  })
  return batchOf(all.drain(), handed.drain(), keyless)
}

/** A batch of these words. */
export function batchOf(words: Int32Array, links: Int32Array, keyless: PersonBatch['keyless']): PersonBatch {
  return { count: words.length / personWords, words, linkCount: links.length / linkWords, links, keyless }
}
