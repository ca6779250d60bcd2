/** A text in the two languages of the project. */
export interface Wording {
  readonly zh: string
  readonly en: string
}
