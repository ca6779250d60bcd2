/** A sentence in Chinese from the values that the English one holds in backticks, in their order. */
export type Sentence = (...values: readonly string[]) => string
