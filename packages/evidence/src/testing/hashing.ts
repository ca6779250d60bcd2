import { createHash } from 'node:crypto'
import { hashingWith } from '../hashing.ts'

/** Hashing at once, on Node. */
export const nodeHashing = hashingWith((bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()))
