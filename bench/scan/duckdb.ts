import { DuckDBInstance } from '@duckdb/node-api'
import { patterns } from './patterns.ts'

/** One thread of DuckDB that asks each pattern of each column of a CSV. */
export class DuckDbScan {
  readonly #instance: DuckDBInstance
  readonly #columns: readonly string[]

  static async open(columns: readonly string[]): Promise<DuckDbScan> {
    return new DuckDbScan(await DuckDBInstance.create(':memory:', { threads: '1' }), columns)
  }

  private constructor(instance: DuckDBInstance, columns: readonly string[]) {
    this.#instance = instance
    this.#columns = columns
  }

  /** Cells that match, by pattern. */
  async count(path: string): Promise<Record<string, number>> {
    const names = this.#columns.map((column) => `"${column.replaceAll('"', '""')}"`)
    const sums = Object.entries(patterns).map(([type, pattern]) => {
      const tests = names.map((name) => `count_if(regexp_matches(${name}, ${literal(pattern)}))`)
      return `(${tests.join(' + ')})::DOUBLE AS ${type}`
    })
    const connection = await this.#instance.connect()
    try {
      await connection.run('SET threads = 1')
      const source = `read_csv(${literal(path)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`
      const reader = await connection.runAndReadAll(`SELECT ${sums.join(', ')} FROM ${source}`)
      const [row] = reader.getRowObjects()
      return Object.fromEntries(Object.entries(row ?? {}).map(([type, count]) => [type, Number(count)]))
    } finally {
      connection.closeSync()
    }
  }

  [Symbol.dispose](): void {
    this.#instance.closeSync()
  }
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
