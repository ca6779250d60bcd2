/** `node --import …/usage-at-exit.ts PROGRAM`: the program writes what it used as its last line of standard error. */
import process from 'node:process'

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const used = { cpu: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: (maxRSS * 1024) / 1e6 }
  process.stderr.write(`${JSON.stringify(used)}\n`)
})
