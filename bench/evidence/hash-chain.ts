import type { Bytes } from '@feiyu/evidence'
import type pg from 'pg'
import { closedLoop, type Load } from './load.ts'
import type { PrivatePostgres } from './private-postgres.ts'

/** One statement, one transaction, one round trip an entry: the quickest chain that a table of its own can be. */
const chainOn = `
  with head as (update head set size = size + 1, hash = sha256(hash || $1::bytea) returning size, hash)
  insert into chain select size, $1::bytea, hash from head`

/** The hash chain that one would keep in PostgreSQL instead of a log: every entry names the hash of the one before. */
export class HashChain implements AsyncDisposable {
  readonly #clients: readonly pg.Client[]

  private constructor(clients: readonly pg.Client[]) {
    this.#clients = clients
  }

  static async open(server: PrivatePostgres, clients: number): Promise<HashChain> {
    const open = await Promise.all(Array.from({ length: clients }, () => server.connect()))
    await open[0]?.query(`
      create table chain (place bigint primary key, entry bytea not null, hash bytea not null);
      create table head (size bigint not null, hash bytea not null);
      insert into head values (0, '')`)
    return new HashChain(open)
  }

  load(clients: number, entries: readonly Bytes[]): Promise<Load> {
    return closedLoop(clients, entries.length, (number, client) =>
      this.#clients[client]!.query({ name: 'chain', text: chainOn, values: [Buffer.from(entries[number]!)] }),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.end()))
  }
}
