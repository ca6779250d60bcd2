import { open } from 'node:fs/promises'
import { RecordError, readRecordedFacts } from '@feiyu/law'
import { type Compared, type ComparedLaw, createComparison } from '@feiyu/law/packs'
import type { Context } from '../../../context.ts'
import { InputError, UsageError } from '../../../errors.ts'
import { readLines } from '../../../inputs/read-lines.ts'
import { recordLines } from './kept-records.ts'
import { UnreadableRecords } from './unreadable-records.ts'

interface Sides {
  readonly from: ComparedLaw
  readonly to: ComparedLaw
}

/**
 * Judges every recorded decision of a file under two laws and tells `take` of each, under the name of its record or the
 * number of its line. With `out`, each one that changes is written there as one line.
 *
 * @returns the records whose facts neither law can read
 * @throws RecordError with file and line of a line that is no record, and for a file without any
 */
export async function compareRecords(
  context: Context,
  path: string,
  { from, to }: Sides,
  take: (name: string, compared: Compared) => void,
  out: string | undefined,
): Promise<UnreadableRecords> {
  const unreadable = new UnreadableRecords(context)
  const compare = createComparison(from, to)
  let compared = 0
  await using sink = out === undefined ? null : await openSink(out)
  for await (const { first, lines } of readLines(path, context.stdin)) {
    const changed: string[] = []
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '') continue
      for (const text of recordLines(line)) {
        const recorded = readRecordedFacts(text, `${path}:${first + index}`)
        const name = recorded.id ?? String(first + index)
        const result = compare(recorded)
        compared += 1
        take(name, result)
        if (result.unreadable !== null) unreadable.add(name, `${path}:${first + index}`, result.unreadable)
        if (sink !== null && result.difference !== null)
          changed.push(`${JSON.stringify({ id: name, ...result.difference })}\n`)
      }
    }
    if (sink !== null && changed.length > 0) await sink.write(changed.join(''))
  }
  if (compared === 0) throw noRecord(path)
  return unreadable
}

/** A file without a record proves nothing: most often it is the wrong file, or one whose writing failed. */
export function noRecord(path: string): RecordError {
  return new RecordError('FEIYU_RECORD_NONE', `there is no record in \`${path}\`; name a file that holds one`, {
    at: path,
  })
}

/** The file of recorded decisions that a command was told of. */
export function decisionsPath(flag: string | undefined): string {
  if (flag !== undefined) return flag
  throw new UsageError(
    'FEIYU_USAGE_NO_DECISIONS',
    '`--decisions` is missing; name a file of recorded decisions, one JSON object on each line, or - for standard input',
  )
}

async function openSink(path: string) {
  const failed = (cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    return new InputError(
      'FEIYU_OUTPUT_WRITE',
      `\`${path}\` cannot be written (\`${code}\`); look at the folder, its rights and its free space`,
      { at: path, cause },
    )
  }
  const file = await open(path, 'w').catch((error: unknown) => Promise.reject(failed(error)))
  return {
    write: (text: string) => file.appendFile(text).catch((error: unknown) => Promise.reject(failed(error))),
    [Symbol.asyncDispose]: () => file.close(),
  }
}
