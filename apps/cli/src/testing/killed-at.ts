/**
 * `node killed-at.ts POINT NTH ARGUMENT…`: the command line, killed like `kill -9` the NTH time that a crossing reaches
 * a named point. For tests only.
 */
import process from 'node:process'
import { processStreams } from '../context.ts'
import { run } from '../program.ts'

const [point, nth, ...args] = process.argv.slice(2)
let seen = 0
process.exitCode = await run(args, processStreams, {
  reached: (reached) => {
    if (reached === point && ++seen === Number(nth)) process.kill(process.pid, 'SIGKILL')
  },
})
