import { createLaw, loadPack } from '@feiyu/law'
import { readCsv, readRuleTable, writeCsv, writeRuleTable } from '@feiyu/law/packs'
import fc from 'fast-check'
import { allPackFolders } from '../../packages/law/src/testing/pack-folder.ts'
import { anyRule, meaningOf } from '../../packages/law/src/testing/random-rules.ts'
import type { Soak } from './soak.ts'

const rows = 100_000

/** Random rules through a table and back. */
export const lawTables: Soak = {
  name: 'law-tables',
  asks: '100,000 random rules, whatever their words look like, come back from a table as they were',
  async run(seed, report) {
    const law = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
    const place = { pack: 'cn', question: 'pathway', file: 'soak.csv' }
    const finds: string[] = []
    let done = 0
    for (const rule of fc.sample(anyRule, { numRuns: rows, seed })) {
      const wanted = meaningOf(rule)
      try {
        const [back] = readRuleTable(law, place, readCsv(place.file, writeCsv(writeRuleTable(law, [rule], 'zh'))))
        if (back === undefined || meaningOf(back) !== wanted) finds.push(wanted)
      } catch (error) {
        finds.push(`${wanted}: ${error}`)
      }
      if (++done % 20_000 === 0) report(`${done} rules, ${finds.length} changed`)
    }
    return { counts: { rules: done }, finds }
  },
}
