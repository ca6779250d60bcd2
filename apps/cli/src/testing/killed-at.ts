/**
 * `node killed-at.ts POINT SIGNAL ARGUMENT…`: the command line, which sends itself a signal when a crossing first reaches a
 * named point: SIGKILL like `kill -9`, SIGINT like Ctrl-C. For tests only.
 */
import process from 'node:process'
import { processStreams } from '../context.ts'
import { run } from '../program.ts'

const [point, signal, ...args] = process.argv.slice(2)
let sent = false
process.exitCode = await run(args, processStreams, {
  reached: (reached) => {
    if (reached !== point || sent) return
    sent = true
    process.kill(process.pid, signal)
  },
})
