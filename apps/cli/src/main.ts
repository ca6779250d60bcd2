import process from 'node:process'
import { processStreams } from './context.ts'
import { run } from './program.ts'

// No process.exit: what is still on its way into a pipe has to arrive.
process.exitCode = await run(process.argv.slice(2), processStreams)
