import { copyFile, open, rm } from 'node:fs/promises'
import { firstPass, gateFile, permitFor } from '../../tools/testing/gate-file.ts'
import { classTableOn, scanFile } from '../../tools/testing/scan-file.ts'
import type { Bench } from '../bench.ts'
import { denseFile, megabytesOf } from '../dense/dense-file.ts'
import { interleave, median, spentOn } from '../measure.ts'

const token = { action: 'token', keyId: 'bench' } as const
const tokens = { 姓名: token, 身份证号: token, 手机号: token }

/**
 * A file through the gate (read, digested, inspected, three columns replaced by tokens, persons counted under the code of
 * a book, encoded and written) beside a scan of it on one thread, and beside copying it.
 */
export const gateAndScan: Bench = {
  name: 'gate',
  about: 'a dense 200 MB CSV through the gate: three tokens, persons under AES-CMAC, written again; per core',
  async run(runs, say) {
    const path = await denseFile(200, say)
    const megabytes = megabytesOf(path)
    const classTable = await classTableOn('2026-11-23')
    const permit = permitFor(await firstPass(path, classTable), classTable, tokens)
    const out = `${path}.out`
    const gate = async () => {
      await using file = await open(out, 'w')
      await gateFile(path, permit, classTable, async (result) => {
        if (result.kind === 'stop') throw new Error(`the gate stopped: ${JSON.stringify(result.stop)}`)
        await file.write(result.bytes)
      })
    }
    try {
      const spent = await interleave(
        {
          copy: () => spentOn(() => copyFile(path, out)),
          scan: () => spentOn(() => scanFile(path, classTable, { digest: true, lanes: 0 })),
          gate: () => spentOn(gate),
        },
        runs,
      )
      const rates = {
        copy: spent.copy.map(({ cpu }) => megabytes / cpu),
        scan: spent.scan.map(({ cpu }) => megabytes / cpu),
        gate: spent.gate.map(({ cpu }) => megabytes / cpu),
      }
      const line = (name: string, values: readonly number[]) => ({
        name,
        median: `${Math.round(median(values))} MB per CPU second`,
        runs: values,
      })
      const value = median(rates.gate) / median(rates.scan)
      return {
        lines: [line('copy by the system', rates.copy), line('feiyu scan', rates.scan), line('feiyu gate', rates.gate)],
        figures: [{ what: 'gate beside scan, per core', value, unit: '×', bound: 'least', limit: 0.5 }],
      }
    } finally {
      await rm(out, { force: true })
    }
  },
}
