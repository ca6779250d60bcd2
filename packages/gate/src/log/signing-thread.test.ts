import { expect, test } from 'vitest'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import { entryOf, privateKeyOf, testSigner } from '../testing/test-log.ts'
import { createLog, openLog } from './open-log.ts'
import { signingThread } from './signing-thread.ts'

const thread = () => signingThread(testSigner.key, privateKeyOf(testSigner.key.name, 1))

async function checkpointOf(signer: Parameters<typeof openLog>[2], entries: number): Promise<string> {
  const disk = new SimulatedDisk(1)
  await createLog(disk, '.', signer)
  await using log = await openLog(disk, '.', signer)
  const published = Array.from({ length: entries }, (_, number) => log.append(entryOf(number)).published)
  expect((await Promise.all(published)).map(({ index }) => index)).toEqual(published.map((_, number) => number))
  return log.checkpoint
}

test('entries signed on a thread make the same log, in the same order, as entries signed one by one', async () => {
  await using signer = thread()
  expect(await checkpointOf(signer, 700)).toBe(await checkpointOf(testSigner, 700))
})

test('what is no entry is refused before it is signed, and the others go on', async () => {
  await using signer = thread()
  const disk = new SimulatedDisk(1)
  await createLog(disk, '.', signer)
  await using log = await openLog(disk, '.', signer)
  const bad = log.append(new TextEncoder().encode('{}')).published
  const good = log.append(entryOf(1)).published
  await expect(bad).rejects.toMatchObject({ name: 'EvidenceFormError' })
  expect(await good).toMatchObject({ index: 0 })
})

test('a thread that has ended signs nothing more, and says so', async () => {
  const signer = thread()
  const disk = new SimulatedDisk(1)
  await createLog(disk, '.', signer)
  await using log = await openLog(disk, '.', signer)
  const under = log.append(entryOf(1)).published
  await signer[Symbol.asyncDispose]()
  await expect(under).rejects.toMatchObject({ code: 'FEIYU_LOG_SIGNER' })
  await expect(log.append(entryOf(2)).published).rejects.toMatchObject({ code: 'FEIYU_LOG_SIGNER' })
})
