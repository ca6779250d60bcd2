/** `node bench/scan/peak-memory.ts FILE`: scans a file in a process of its own and writes its peak resident memory. */
import process from 'node:process'
import { classTableOn, scanFile } from '../../tools/testing/scan-file.ts'

const [path] = process.argv.slice(2)
if (path === undefined) throw new RangeError('usage: peak-memory.ts FILE')
const { rows, subjects } = await scanFile(path, await classTableOn('2026-11-23'))
const peakMegabytes = (process.resourceUsage().maxRSS * 1024) / 10 ** 6
process.stdout.write(`${JSON.stringify({ peakMegabytes, rows, persons: subjects.upper })}\n`)
