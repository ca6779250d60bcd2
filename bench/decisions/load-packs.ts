/** Loads all packs in a process of its own and prints the milliseconds of its thread that it took: texts to law. */
import process from 'node:process'
import { createLaw, loadPack } from '@feiyu/law'
import { allPackFolders } from '../../packages/law/src/testing/pack-folder.ts'

const folders = allPackFolders()
const start = process.threadCpuUsage()
createLaw(await Promise.all(folders.map((files) => loadPack(files))))
const { user, system } = process.threadCpuUsage(start)
process.stdout.write(`${(user + system) / 1000}\n`)
