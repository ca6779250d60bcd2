import { type LogView, nodeDisk, openLogForReading } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { homeLayout } from '../../home/home-layout.ts'

/** The log of the home, for reading: needs no private key and waits for nobody. */
export function readHomeLog({ config }: Context): Promise<LogView> {
  return openLogForReading(nodeDisk(config.home), homeLayout.log)
}
