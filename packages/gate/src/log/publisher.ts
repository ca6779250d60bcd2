import { append, emptyLog, type LogRecord, type LogState, type Signer, signCheckpoint, treeRoot } from '@feiyu/evidence'
import { type LogFolder, logFiles, nodeHashing } from './log-files.ts'

/** Turns records into tiles, bundles and a checkpoint over them. One call at a time. */
export class Publisher {
  readonly #folder: LogFolder
  readonly #signer: Signer
  #state: LogState
  #checkpoint: string
  readonly #outgrown: string[] = []

  constructor(folder: LogFolder, signer: Signer, state: LogState, checkpoint: string) {
    this.#folder = folder
    this.#signer = signer
    this.#state = state
    this.#checkpoint = checkpoint
  }

  /** Leaves under the newest checkpoint. */
  get size(): number {
    return this.#state.size
  }

  get checkpoint(): string {
    return this.#checkpoint
  }

  /** Appends records; resolves once a durable checkpoint covers them. */
  async publish(records: readonly LogRecord[]): Promise<void> {
    const { state, writes, outgrown } = nodeHashing(append(this.#state, records))
    const root = nodeHashing(treeRoot(state))
    await this.#folder.write(writes)
    const checkpoint = await signCheckpoint({ size: state.size, root }, this.#signer)
    await this.#folder.replace(logFiles.checkpoint, logFiles.nextCheckpoint, new TextEncoder().encode(checkpoint))
    this.#state = state
    this.#checkpoint = checkpoint
    this.#outgrown.push(...outgrown)
  }

  /** Takes away the partial files whose full ones the checkpoint covers. */
  async tidy(): Promise<void> {
    await this.#folder.removeFolders(this.#outgrown.splice(0))
  }
}

/** The checkpoint of a log without entries. */
export function firstCheckpoint(signer: Signer): Promise<string> {
  return signCheckpoint({ size: 0, root: nodeHashing(treeRoot(emptyLog)) }, signer)
}
