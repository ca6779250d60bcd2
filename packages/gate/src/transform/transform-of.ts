import type { BatchMac } from '@feiyu/scan'
import type { FieldAction } from '../permit/permit.ts'
import { ConstantTransform } from './constant.ts'
import { DateTransform } from './generalise-date.ts'
import { NumberTransform } from './generalise-number.ts'
import { MaskTransform } from './mask.ts'
import { TokenTransform } from './token.ts'
import type { Transform } from './transform.ts'

/** The transform of an action; null where cells pass as they are, `drop` where they do not leave. */
export function transformOf(action: FieldAction, tokens: (keyId: string) => BatchMac): Transform | 'drop' | null {
  switch (action.action) {
    case 'pass':
      return null
    case 'drop':
      return 'drop'
    case 'mask':
      return new MaskTransform(action.keepStart, action.keepEnd)
    case 'constant':
      return new ConstantTransform(action.value)
    case 'token':
      return new TokenTransform(tokens(action.keyId))
    case 'generalise-date':
      return new DateTransform(action.to)
    case 'generalise-number':
      return new NumberTransform(action.step)
    default:
      return action satisfies never
  }
}
