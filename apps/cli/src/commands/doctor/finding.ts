/** What one look at the machine found: fine, worth a look, or something that would fail. */
export interface Finding {
  readonly id:
    | 'version'
    | 'node'
    | 'platform'
    | 'terminal'
    | 'fonts'
    | 'home'
    | 'disk'
    | 'clock'
    | 'packs'
    | 'kept-packs'
    | 'statements'
    | 'keys'
    | 'log'
    | 'books'
    | 'crossings'
    | 'receipt'
  readonly state: 'good' | 'look' | 'fails'
  readonly found: string
  readonly advice: string | null
}
