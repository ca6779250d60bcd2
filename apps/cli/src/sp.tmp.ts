import { openTable } from '@feiyu/formats'
import { createLaw, loadPack, compileClassTable } from '@feiyu/law'
import { createScanner } from '@feiyu/scan'
import { packFolder } from '../../../packages/law/src/testing/pack-folder.ts'
import { createReadStream, statSync } from 'node:fs'
const law = createLaw([await loadPack(packFolder('cn'))]); const classTable = await compileClassTable(law, '2026-11-23')
const path = process.argv[2]!
const size = statSync(path).size / 1e6
for (let r = 0; r < 4; r++) for (const thread of [false, true]) {
  let t = performance.now(); let n = 0
  for await (const c of createReadStream(path, { highWaterMark: 1 << 20 })) n += (c as Buffer).length
  const read = size / (performance.now() - t) * 1000
  t = performance.now(); let c0 = process.cpuUsage()
  {
  await using table = await openTable(path, { thread })
  let scanMs = 0
  const scanner = createScanner({ names: table.header ? table.names() : null, key: new Uint8Array(16).fill(7), classTable, asOf: '2026-11-23' as any })
  for await (const b of table.batches()) { const s = performance.now(); scanner.add(b); scanMs += performance.now() - s }
  const s = performance.now(); const res: any = scanner.finish(); const fin = performance.now() - s
  const ms = performance.now() - t; c0 = process.cpuUsage(c0)
  console.log({thread}, 'read', Math.round(read), 'scan MB/s', Math.round(size / ms * 1000), 'ratio', (size/ms*1000/read).toFixed(3), 'scanner ns/B', (scanMs / size).toFixed(2), 'finish ms', Math.round(fin), 'cpu s', ((c0.user + c0.system) / 1e6).toFixed(2), table.digest?.slice(0,14), JSON.stringify((res.profile ?? res).subjects))
  }
}
