import type { Context } from '../context.ts'
import { HomeError } from '../errors.ts'
import { homeLayout } from './home-layout.ts'
import { keyFile } from './key-files.ts'

/** The number by which permits of an earlier state of this home are told apart. */
export async function readEpoch(context: Context): Promise<number> {
  const { path, text } = await keyFile(context, homeLayout.epoch, () => '1\n')
  if (/^\d{1,9}\s*$/.test(text)) return Number(text)
  throw new HomeError(
    'FEIYU_HOME_EPOCH',
    `\`${path}\` does not hold a number; put back its copy, or write the next one`,
    {
      at: path,
    },
  )
}
