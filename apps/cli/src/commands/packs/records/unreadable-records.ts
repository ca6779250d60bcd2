import type { Compared } from '@feiyu/law/packs'
import type { Context } from '../../../context.ts'
import { inChinese } from '../../../i18n/zh/errors.ts'
import { grouped } from '../../../output/figures.ts'
import { printable, wrap } from '../../../output/width.ts'

/** A record whose facts neither law can read: where it stands, and why. */
export interface UnreadableRecord {
  readonly id: string
  /** File and line. */
  readonly at: string
  readonly code: string
  readonly message: string
}

/** So many are named; the others are only counted. */
const mostNamed = 100

/** Notes the records that cannot be read; its size does not grow with their number. */
export class UnreadableRecords {
  readonly #context: Context
  readonly #named: UnreadableRecord[] = []
  #count = 0

  constructor(context: Context) {
    this.#context = context
  }

  add(id: string, at: string, reason: NonNullable<Compared['unreadable']>): void {
    this.#count += 1
    if (this.#named.length >= mostNamed) return
    const said = this.#context.language === 'zh' ? inChinese(reason.code, reason.message) : null
    this.#named.push({ id, at, code: reason.code, message: said ?? reason.message })
  }

  /** The first of them, as `--json` has them. */
  get named(): readonly UnreadableRecord[] {
    return this.#named
  }

  /** Says each on standard error, and how many more there are. */
  note(): void {
    const { out, say } = this.#context
    for (const { at, message } of this.#named)
      out.note(out.errorPaint.bad(wrap(printable(`feiyu: ${message} (${at})`), out.width).join('\n')))
    const more = this.#count - this.#named.length
    if (more > 0) out.note(say.records.moreUnreadable(grouped(more)))
  }
}
