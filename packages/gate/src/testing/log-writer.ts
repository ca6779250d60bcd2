/** `node log-writer.ts ROOT FROM`: writes to the log in ROOT without end, says `NUMBER INDEX` of each published entry; to be killed. */
import { writeSync } from 'node:fs'
import process from 'node:process'
import { nodeDisk } from '../disk/node-disk.ts'
import { openLog } from '../log/open-log.ts'
import { entryOf, testSigner } from './test-log.ts'

const [root = '', from = '0'] = process.argv.slice(2)
await using log = await openLog(nodeDisk(root), 'log', testSigner)
let next = Number(from)
await Promise.all(
  Array.from({ length: 20 }, async () => {
    for (;;) {
      const number = next++
      const { index } = await log.append(entryOf(number)).published
      writeSync(1, `${number} ${index}\n`)
    }
  }),
)
