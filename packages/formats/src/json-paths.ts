import { maxColumns } from '@feiyu/scan'
import type { ColumnNames } from './column-names.ts'

/** A place in the tree of all records: the root, a member of an object, or what the elements of an array have in common. */
export class PathNode {
  /** `a.b`, `a[]`, `a[].b`; empty for the root. */
  readonly path: string
  /** Column of the scalar values found here; -1 as long as there was none. */
  column = -1
  /** Member that came first in the last object read here: most records name their members in one order. */
  first: Member | null = null
  readonly #members = new Map<string, Member>()
  #element: PathNode | null = null

  constructor(path: string) {
    this.path = path
  }

  get element(): PathNode {
    this.#element ??= new PathNode(`${this.path}[]`)
    return this.#element
  }

  /** The member of a name, made when it is new. `raw` is the name as it stands in the file. */
  member(raw: Uint8Array): Member {
    const name = memberName(raw)
    let member = this.#members.get(name)
    if (member === undefined) {
      member = new Member(raw, new PathNode(this.path === '' ? name : `${this.path}.${name}`))
      this.#members.set(name, member)
    }
    return member
  }
}

export class Member {
  /** The name as it stood in the file when it was first met, escapes and all. */
  readonly raw: Uint8Array
  readonly node: PathNode
  /** Member that followed in the last object read. */
  next: Member | null = null

  constructor(raw: Uint8Array, node: PathNode) {
    this.raw = raw.slice()
    this.node = node
  }
}

/** Gives the node its column, the next one after all others. */
export function addColumn(node: PathNode, names: ColumnNames): boolean {
  if (names.list.length >= maxColumns) return false
  node.column = names.list.length
  names.add(node.path)
  return true
}

/** A name that begins with U+FEFF is not the one without it. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

function memberName(raw: Uint8Array): string {
  const text = decoder.decode(raw)
  if (!text.includes('\\')) return text
  const name: unknown = JSON.parse(`"${text}"`)
  return String(name)
}
