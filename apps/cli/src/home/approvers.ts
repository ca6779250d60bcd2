import { readdir } from 'node:fs/promises'
import { byCodeUnit } from '@feiyu/core'
import { readVerifierKey, type Signer, writeVerifierKey } from '@feiyu/evidence'
import type { EnrolledApprover } from '@feiyu/gate'
import { stringify } from 'yaml'
import type { Context } from '../context.ts'
import { InputPart, parseInput } from '../inputs/document.ts'
import { readText } from '../inputs/read-file.ts'
import { writeDurably } from './durable-write.ts'
import { homeLayout, inHome } from './home-layout.ts'
import { nodeHashing } from './signing-key.ts'

/**
 * Those who may approve: what stands in `keys/approvers`, put there by people. The gate believes these and no others.
 *
 * @throws InputError with the line
 */
export async function readApprovers(context: Context): Promise<readonly EnrolledApprover[]> {
  const folder = inHome(context.config.home, homeLayout.approvers)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort(byCodeUnit)
  return Promise.all(
    names.map(async (name) => {
      const path = inHome(folder, name)
      const root = new InputPart(parseInput(path, await readText(path, context.stdin))).closed(['person', 'key'])
      return { person: root.member('person').text(), key: nodeHashing(readVerifierKey(root.member('key').text())) }
    }),
  )
}

/** The local person is enrolled when the key is made; anybody else by a file that a person puts there. */
export async function enrol(context: Context, approver: Signer): Promise<void> {
  const path = inHome(context.config.home, `${homeLayout.approvers}/local.yaml`)
  const text = stringify({ person: context.config.account, key: writeVerifierKey(approver.key) }, { lineWidth: 0 })
  await writeDurably(path, text, { replace: true })
}
