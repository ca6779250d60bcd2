import type { YamlScalar, YamlTree } from './yaml-tree.ts'

/** Thrown and caught inside this file: the text is for the whole of YAML, or for its errors. */
const notQuick = new Error('not of the quick kind')

/**
 * Reads the YAML that packs are written in: block maps and lists, flow maps and lists, scalars on one line. `null` for
 * anything beyond (anchors, tags, block texts, escapes, texts over several lines, double keys) and for anything that looks
 * wrong: the library reads those, or says what is wrong with them. Ten times as fast as reading all of YAML; a test shows
 * that whatever is read here the library reads the same way.
 */
export function quickYaml(text: string): YamlTree | null {
  try {
    return new Reader(text).document()
  } catch (error) {
    if (error === notQuick) return null
    throw error
  }
}

/** `key:` before a space or the end of the line: plain, of letters that need no second look. */
const plainKey = /^([A-Za-z0-9_$][A-Za-z0-9_$.()-]*(?: [A-Za-z0-9_$.()-]+)*):(?: +|$)/
const quotedKey = /^'([^']*)':(?: +|$)/
/** What a plain text may begin with here; and what makes it more than that. */
const plainStart = /^[^\s!&*|>%@`"'{}[\],#?:=~+<-]/
const specialNumber = /^[-+.]?\.?\d[\d_.eExXoObB+-]*$|^[-+]?0x[\da-f]+$|^[-+]?\.(?:inf|nan)/i

class Reader {
  readonly #lines: readonly string[]
  #at = 0

  constructor(text: string) {
    if (/[\t\r\u0085\u2028\u2029\uFEFF]/.test(text)) throw notQuick
    this.#lines = text.split('\n')
  }

  document(): YamlTree {
    const indent = this.#indent()
    if (indent !== 0) throw notQuick
    const tree = this.#block(0)
    if (this.#indent() !== null) throw notQuick
    return tree
  }

  /** Indent of the next line that holds something; `null` at the end. */
  #indent(): number | null {
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at]!
      const indent = line.search(/[^ ]/)
      if (indent >= 0 && line[indent] !== '#') return indent
    }
    return null
  }

  #block(indent: number): YamlTree {
    const content = this.#lines[this.#at]!.slice(indent)
    if (content.startsWith('{') || content.startsWith('[')) return this.#flow(indent, indent - 1)
    return content === '-' || content.startsWith('- ') ? this.#list(indent) : this.#map(indent, content)
  }

  #list(indent: number): YamlTree {
    const line = this.#at + 1
    const items: YamlTree[] = []
    while (this.#indent() === indent) {
      const content = this.#lines[this.#at]!.slice(indent)
      if (!content.startsWith('- ')) {
        // A list that is the value of a key of the same indent ends at the next key.
        if (content === '-') throw notQuick
        break
      }
      const inner = indent + 2 + content.slice(2).search(/[^ ]/)
      if (inner < indent + 2) throw notQuick
      const rest = this.#lines[this.#at]!.slice(inner)
      if (rest.startsWith('- ')) throw notQuick
      items.push(keyOf(rest) === null ? this.#value(rest, inner, indent) : this.#map(inner, rest))
    }
    return { kind: 'list', line, items }
  }

  /** A map whose first key stands at `indent` of the present line, after whatever is before it. */
  #map(indent: number, first: string): YamlTree {
    const line = this.#at + 1
    const entries: [string, YamlTree][] = []
    const keys = new Set<string>()
    for (let content = first; ; content = this.#lines[this.#at]!.slice(indent)) {
      const key = keyOf(content)
      if (key === null || keys.has(key.name)) throw notQuick
      keys.add(key.name)
      entries.push([key.name, this.#valueOfKey(content.slice(key.length), indent, indent + key.length)])
      const next = this.#indent()
      if (next === null || next < indent) break
      if (next > indent) throw notQuick
      if (this.#lines[this.#at]!.slice(indent).startsWith('- ')) break
    }
    return { kind: 'map', line, entries }
  }

  #valueOfKey(rest: string, indent: number, column: number): YamlTree {
    if (rest !== '' && !rest.startsWith('#')) return this.#value(rest, column, indent)
    const line = this.#at + 1
    this.#at++
    const next = this.#indent()
    if (next !== null && next > indent) return this.#block(next)
    if (next === indent && this.#lines[this.#at]!.slice(next).startsWith('- ')) return this.#list(next)
    return { kind: 'scalar', line, value: null }
  }

  /** A value on the present line (a flow collection may go on below); what comes after it has to be less indented. */
  #value(rest: string, column: number, indent: number): YamlTree {
    const line = this.#at + 1
    if (rest.startsWith('{') || rest.startsWith('[')) return this.#flow(column, indent)
    this.#at++
    const next = this.#indent()
    if (next !== null && next > indent) throw notQuick
    if (rest.startsWith("'")) {
      const end = closingQuote(rest, 0)
      if (!/^ *(?: #.*)?$/.test(rest.slice(end + 1))) throw notQuick
      return { kind: 'scalar', line, value: rest.slice(1, end).replaceAll("''", "'") }
    }
    const comment = rest.indexOf(' #')
    const text = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd()
    if (!plainStart.test(text) && !/^-?\d/.test(text)) throw notQuick
    if (text.includes(': ') || text.endsWith(':')) throw notQuick
    return { kind: 'scalar', line, value: scalarOf(text) }
  }

  #flow(column: number, indent: number): YamlTree {
    const flow = new Flow(this.#lines, this.#at, column, indent)
    const tree = flow.value()
    this.#at = flow.end()
    const next = this.#indent()
    if (next !== null && next > indent) throw notQuick
    return tree
  }
}

/** A flow collection: from its bracket to the end of the line on which it is closed. */
class Flow {
  readonly #lines: readonly string[]
  readonly #indent: number
  #row: number
  #column: number

  constructor(lines: readonly string[], row: number, column: number, indent: number) {
    this.#lines = lines
    this.#row = row
    this.#column = column
    this.#indent = indent
  }

  /** The line after the collection; nothing but a comment may follow it on its own. */
  end(): number {
    if (!/^ *(?: #.*)?$/.test(this.#rest())) throw notQuick
    return this.#row + 1
  }

  value(): YamlTree {
    const line = this.#row + 1
    const open = this.#peek()
    if (open === '{') return { kind: 'map', line, entries: this.#members() }
    if (open === '[') return { kind: 'list', line, items: this.#items() }
    return { kind: 'scalar', line, value: this.#scalar() }
  }

  #members(): readonly (readonly [string, YamlTree])[] {
    const entries: [string, YamlTree][] = []
    const keys = new Set<string>()
    this.#column++
    while (this.#next() !== '}') {
      const key = keyOf(this.#rest())
      if (key === null || keys.has(key.name)) throw notQuick
      keys.add(key.name)
      this.#column += key.length
      this.#next()
      entries.push([key.name, this.value()])
      if (this.#next() === ',') this.#column++
      else if (this.#peek() !== '}') throw notQuick
    }
    this.#column++
    return entries
  }

  #items(): readonly YamlTree[] {
    const items: YamlTree[] = []
    this.#column++
    while (this.#next() !== ']') {
      items.push(this.value())
      if (this.#next() === ',') this.#column++
      else if (this.#peek() !== ']') throw notQuick
    }
    this.#column++
    return items
  }

  #scalar(): YamlScalar {
    const rest = this.#rest()
    if (rest.startsWith("'")) {
      const end = closingQuote(rest, 0)
      this.#column += end + 1
      return rest.slice(1, end).replaceAll("''", "'")
    }
    const text = /^[^,{}[\]#'"]*/.exec(rest)?.[0].trimEnd() ?? ''
    const after = rest[text.length]
    if (after === '#' || after === "'" || after === '"' || text.includes(':')) throw notQuick
    if (!plainStart.test(text) && !/^-?\d/.test(text)) throw notQuick
    // A text that ends with its line may go on below.
    if (rest.slice(text.length).trim() === '') throw notQuick
    this.#column += text.length
    return scalarOf(text)
  }

  /** The next character that is no space, on this line or below. */
  #next(): string {
    for (;;) {
      const rest = this.#rest()
      const spaces = rest.search(/[^ ]/)
      if (spaces >= 0) {
        this.#column += spaces
        const character = rest[spaces]!
        if (character === '#') throw notQuick
        return character
      }
      this.#row++
      const line = this.#lines[this.#row]
      if (line === undefined || line.trim() === '' || line.search(/[^ ]/) <= this.#indent) throw notQuick
      this.#column = 0
    }
  }

  #peek(): string | undefined {
    return this.#lines[this.#row]?.[this.#column]
  }

  #rest(): string {
    return this.#lines[this.#row]!.slice(this.#column)
  }
}

function keyOf(content: string): { readonly name: string; readonly length: number } | null {
  const match = plainKey.exec(content) ?? quotedKey.exec(content)
  if (match === null) return null
  const name = match[1] ?? ''
  // A key that would be a number or a truth value is for the library.
  if (match[0].startsWith("'") || typeof scalarOf(name) === 'string' || /^\d{4}$/.test(name))
    return { name, length: match[0].length }
  throw notQuick
}

function closingQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] !== "'") continue
    if (text[at + 1] !== "'") return at
    at++
  }
  throw notQuick
}

/** A plain text by the core schema of YAML 1.2. */
function scalarOf(text: string): YamlScalar {
  if (text === 'null') return null
  if (text === 'true') return true
  if (text === 'false') return false
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(text)) return Number(text)
  if (specialNumber.test(text) || /^(?:null|true|false|~)$/i.test(text)) throw notQuick
  return text
}
