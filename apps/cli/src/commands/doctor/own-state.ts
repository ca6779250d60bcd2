import { readdir, stat } from 'node:fs/promises'
import process from 'node:process'
import { FeiyuError } from '@feiyu/core'
import {
  openCheckpoint,
  proveConsistency,
  type Receipt,
  readReceipt,
  type Tree,
  verifyConsistency,
  webHashing,
} from '@feiyu/evidence'
import { hasLog, type LogView, nodeDisk, openLogForReading } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { HomeError } from '../../errors.ts'
import { homeLayout, inHome } from '../../home/home-layout.ts'
import { readKeyFile } from '../../home/key-files.ts'
import { openHomeBooks } from '../../home/open-home.ts'
import { refuseLostHome } from '../../home/refuse-lost-home.ts'
import { readText } from '../../inputs/read-file.ts'
import { grouped } from '../../output/figures.ts'
import { describeError } from '../../output/report-error.ts'
import type { Finding } from './finding.ts'

/** Whether the keys can be read by their owner alone. Nothing is said where there is none yet. */
export async function checkKeys(context: Context): Promise<readonly Finding[]> {
  const { say, config } = context
  const folder = inHome(config.home, homeLayout.keys)
  if ((await readKeyFile(inHome(config.home, homeLayout.portKey))) === null) return []
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((name) => name.isFile()).map((name) => inHome(name.parentPath, name.name))
  const open: string[] = []
  for (const file of files) if (((await stat(file)).mode & 0o077) !== 0) open.push(file)
  const good = process.platform === 'win32' || open.length === 0
  return [
    {
      id: 'keys',
      state: good ? 'good' : 'fails',
      found: good ? say.doctor.found.keys(folder, files.length) : say.doctor.found.keysOpen(open.join(' ')),
      advice: good ? null : say.doctor.advice.keysOpen(open.join(' ')),
    },
  ]
}

/** Whether the log opens, whether crossings are open, and whether a later receipt knows more than the log. */
export async function checkLog(context: Context, path: string | undefined): Promise<readonly Finding[]> {
  const { say, config } = context
  // A receipt that cannot be read is not a finding about the home.
  const receipt = path === undefined ? undefined : readReceipt(await readText(path, context.stdin))
  const disk = nodeDisk(config.home)
  try {
    await refuseLostHome(config.home, disk)
    if (!(await hasLog(disk, homeLayout.log))) {
      if (receipt === undefined) return []
      return [{ id: 'receipt', state: 'fails', found: say.doctor.found.noLog, advice: say.doctor.advice.restore }]
    }
    const log = await openLogForReading(disk, homeLayout.log)
    const size = grouped(log.tree.size)
    return [
      { id: 'log', state: 'good', found: say.doctor.found.log(size, log.key.name), advice: null },
      ...(await checkBooks(context)),
      ...(await openCrossings(context)),
      ...(receipt === undefined ? [] : [await compareReceipt(context, log, receipt)]),
    ]
  } catch (error) {
    if (!(error instanceof FeiyuError)) throw error
    const found = say.doctor.found.unusable(error.code)
    // Of a home that lost a part, the error says which one and what to do.
    const lost = error instanceof HomeError ? describeError(error, context) : null
    const advice = lost === null ? say.doctor.advice.restore : `${lost.message}${say.terms.colon}${lost.hint ?? ''}`
    return [{ id: 'log', state: 'fails', found, advice }]
  }
}

/** Whether each book opens with its key and matches the log. */
async function checkBooks(context: Context): Promise<readonly Finding[]> {
  const { say, config } = context
  const books = openHomeBooks(context, nodeDisk(config.home))
  const list = await books.list()
  const findings: Finding[] = []
  for (const { uscc, year } of list) {
    try {
      await using _book = await books.book(uscc, year)
    } catch (error) {
      if (!(error instanceof FeiyuError)) throw error
      const found = `${uscc} ${year}${say.terms.colon}${say.doctor.found.unusable(error.code)}`
      findings.push({ id: 'books', state: 'fails', found, advice: say.doctor.advice.books })
    }
  }
  const lost = await books.lost()
  if (lost.length > 0)
    findings.push({ id: 'books', state: 'fails', found: say.tally.lost(lost.length), advice: say.doctor.advice.books })
  if (list.length === 0 || findings.length > 0) return findings
  return [{ id: 'books', state: 'good', found: say.doctor.found.books(list.length), advice: null }]
}

async function openCrossings(context: Context): Promise<readonly Finding[]> {
  const { say, config } = context
  const open = await nodeDisk(config.home).list(`${homeLayout.crossings}/open`)
  if (open.length === 0) return []
  const found = say.doctor.found.crossings(open.length)
  return [{ id: 'crossings', state: 'look', found, advice: say.doctor.advice.crossings }]
}

/** A receipt that is later than the log, or of another history, shows that the home was put back to an older copy (T13). */
async function compareReceipt(context: Context, log: LogView, receipt: Receipt): Promise<Finding> {
  const { say } = context
  const finding = (state: Finding['state'], found: string): Finding => ({
    id: 'receipt',
    state,
    found,
    advice: state === 'good' ? null : say.doctor.advice.restore,
  })
  const opened = await openCheckpoint(receipt.checkpoint, log.key)
  if (opened.kind === 'refused') return finding('fails', say.doctor.found.receiptOther)
  const { checkpoint } = opened
  const sizes = [grouped(checkpoint.size), grouped(log.tree.size)] as const
  if (checkpoint.size > log.tree.size) return finding('fails', say.doctor.found.receiptLater(...sizes))
  return (await isBeginning(checkpoint, log))
    ? finding('good', say.doctor.found.receiptFits(...sizes))
    : finding('fails', say.doctor.found.receiptFork)
}

async function isBeginning(earlier: Tree, log: LogView): Promise<boolean> {
  if (earlier.size === 0) return true
  const hashes = await proveConsistency(log.reader, earlier.size, log.tree.size, webHashing)
  return webHashing(verifyConsistency(earlier, log.tree, hashes))
}
