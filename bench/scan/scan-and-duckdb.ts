import { classTableOn, scanFile } from '../../tools/testing/scan-file.ts'
import type { Bench } from '../bench.ts'
import { denseFile, megabytesOf } from '../dense/dense-file.ts'
import { denseHeader } from '../dense/dense-rows.ts'
import { interleave, median, spentOn } from '../measure.ts'
import { DuckDbScan } from './duckdb.ts'
import { patterns } from './patterns.ts'

/** A full scan beside DuckDB asking the same patterns of all columns; both in seconds of the processor. */
export const scanAndDuckDb: Bench = {
  name: 'scan-duckdb',
  about: `full scan of the same file beside DuckDB, one thread, ${Object.keys(patterns).length} regexes on every column, per core`,
  async run(runs, say) {
    const path = await denseFile(200, say)
    const megabytes = megabytesOf(path)
    const classTable = await classTableOn('2026-11-23')
    using duckDb = await DuckDbScan.open(denseHeader)
    const { scan, regexes } = await interleave(
      { scan: () => spentOn(() => scanFile(path, classTable)), regexes: () => spentOn(() => duckDb.count(path)) },
      runs,
    )
    const rates = { scan: scan.map(({ cpu }) => megabytes / cpu), regexes: regexes.map(({ cpu }) => megabytes / cpu) }
    const value = median(rates.scan) / median(rates.regexes)
    return {
      lines: [
        { name: 'DuckDB regexp_matches', median: perCore(rates.regexes), runs: rates.regexes },
        { name: 'feiyu scan', median: perCore(rates.scan), runs: rates.scan },
      ],
      figures: [{ what: 'scan beside DuckDB, per core', value, unit: '×', bound: 'least', limit: 3 }],
    }
  },
}

function perCore(rates: readonly number[]): string {
  return `${median(rates).toFixed(1)} MB per CPU second`
}
