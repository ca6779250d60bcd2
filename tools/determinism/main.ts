import { dirname } from 'node:path'
import process from 'node:process'
import { checkDeterminism, exceptions } from './check.ts'

const findings = checkDeterminism(dirname(dirname(import.meta.dirname)), exceptions)
for (const finding of findings) console.error(finding)
console.log(`${findings.length} things in law that another machine could answer otherwise`)
if (findings.length > 0) process.exitCode = 1
