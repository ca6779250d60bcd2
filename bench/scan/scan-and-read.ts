import { classTableOn, scanFile } from '../../tools/testing/scan-file.ts'
import type { Bench } from '../bench.ts'
import { denseFile, megabytesOf } from '../dense/dense-file.ts'
import { interleave, median, spentOn } from '../measure.ts'
import { readWholeFile } from './read-whole-file.ts'

/** A full scan of the dense file beside reading the same cached file and doing nothing with it. */
export const scanAndRead: Bench = {
  name: 'scan-read',
  about: 'full scan (columns, identifiers, persons, digest) of a dense 200 MB CSV beside reading it in Node',
  async run(runs, say) {
    const path = await denseFile(200, say)
    const megabytes = megabytesOf(path)
    const classTable = await classTableOn('2026-11-23')
    const { read, scan } = await interleave(
      { read: () => spentOn(() => readWholeFile(path)), scan: () => spentOn(() => scanFile(path, classTable)) },
      runs,
    )
    const rates = { read: read.map(({ wall }) => megabytes / wall), scan: scan.map(({ wall }) => megabytes / wall) }
    const value = median(rates.scan) / median(rates.read)
    return {
      lines: [
        { name: 'read in Node, 1 MiB at a time', median: `${Math.round(median(rates.read))} MB/s`, runs: rates.read },
        { name: 'feiyu scan', median: `${Math.round(median(rates.scan))} MB/s`, runs: rates.scan },
      ],
      figures: [{ what: 'scan beside read', value, unit: '×', bound: 'least', limit: 0.12 }],
    }
  },
}
