import { dirname } from 'node:path'
import process from 'node:process'
import { checkImports } from './check.ts'
import { importTable } from './table.ts'

const root = dirname(dirname(import.meta.dirname))
const { files, edges, findings } = checkImports(root, importTable)
for (const finding of findings) console.error(finding)
console.log(`${files} files, ${edges} imports, ${findings.length} outside the table`)
if (findings.length > 0) process.exitCode = 1
