import { FeiyuError } from '@feiyu/core'

/** A pack that cannot be read: unknown key, missing article, wrong date … `at` names file and line. */
export class PackError extends FeiyuError {
  override readonly name = 'PackError'
}

/** Facts that no pack can read: unknown name, wrong type, two sources of one count. */
export class FactError extends FeiyuError {
  override readonly name = 'FactError'
}
