import type { Digest } from '@feiyu/core'
import { expect, test } from 'vitest'
import type { Destination } from '../ports/sink.ts'
import { digestOfText } from './sample-permit.ts'

/** A destination under test, and how its outside looks. */
export interface DestinationPlace {
  readonly destination: Destination
  /** What can be seen under the final name; `undefined` where there is nothing. */
  seen(): Promise<string | undefined>
  /** Whether nothing else is left there. */
  isTidy(): Promise<boolean>
  /** Puts something of others under the final name. */
  take(): Promise<void>
}

/**
 * What every destination must do; `make` gives a new, empty one. `racing` false: the medium cannot decide between two who
 * want one name in the same moment.
 */
export function destinationSuite(
  name: string,
  make: () => Promise<DestinationPlace>,
  { racing = true }: { readonly racing?: boolean } = {},
): void {
  const permit = digestOfText('permit')

  test(`${name}: nothing is seen before the commit, and the whole after it`, async () => {
    const place = await make()
    await using sink = await place.destination.open(permit)
    await sink.write(bytes('hello '))
    expect(await place.seen()).toBeUndefined()
    await sink.write(bytes('world'))
    await sink.seal()
    expect(await place.seen()).toBeUndefined()
    await sink.commit()
    expect([await place.seen(), await place.isTidy()]).toEqual(['hello world', true])
  })

  test(`${name}: bytes may change once a write resolved`, async () => {
    const place = await make()
    const lent = bytes('one ')
    await using sink = await place.destination.open(permit)
    await sink.write(lent)
    lent.fill(0)
    await sink.write(bytes('two'))
    await sink.seal()
    await sink.commit()
    expect(await place.seen()).toBe('one two')
  })

  test(`${name}: after an abort at any moment nothing is left; again it does nothing`, async () => {
    for (const until of ['opened', 'written', 'sealed', 'disposed'] as const) {
      const place = await make()
      const sink = await place.destination.open(permit)
      if (until !== 'opened') await sink.write(bytes('x'))
      if (until === 'sealed') await sink.seal()
      if (until === 'disposed') await sink[Symbol.asyncDispose]()
      for (let again = 0; again < 2; again++) await sink.abort()
      expect([until, await place.seen(), await place.isTidy()]).toEqual([until, undefined, true])
    }
  })

  test(`${name}: disposal leaves what was written to its recovery`, async () => {
    const place = await make()
    const sink = await place.destination.open(permit)
    await sink.write(bytes('x'))
    for (let again = 0; again < 2; again++) await sink[Symbol.asyncDispose]()
    expect([await place.seen(), await place.isTidy()]).toEqual([undefined, false])
    expect([await place.destination.left(permit, null), await place.destination.withdraw(permit, null)]).toEqual([
      'nothing',
      'nothing',
    ])
    await place.destination.tidy(permit, null)
    expect([await place.seen(), await place.isTidy()]).toEqual([undefined, true])
  })

  test(`${name}: what was written is taken back before its name goes, whether the process lives or not`, async () => {
    const place = await make()
    const sink = await place.destination.open(permit)
    expect(await sink.withdraw()).toBe('nothing')
    await sink.write(bytes('x'))
    expect(await sink.withdraw()).toBe('nothing')
    await sink.abort()
    expect([await place.seen(), await place.isTidy()]).toEqual([undefined, true])
    // Its name is gone: whoever asks now cannot know who took it away.
    expect(await place.destination.withdraw(permit, null)).toBe('unknown')
    const cut = await place.destination.open(permit)
    await cut.write(bytes('x'))
    for (let again = 0; again < 2; again++) expect(await place.destination.withdraw(permit, null)).toBe('nothing')
    await place.destination.tidy(permit, null)
    expect([await place.seen(), await place.isTidy()]).toEqual([undefined, true])
    await cut[Symbol.asyncDispose]()
  })

  test(`${name}: what is under the final name is never replaced, neither at the beginning nor at the commit`, async () => {
    const early = await make()
    await early.take()
    await expect(early.destination.open(permit)).rejects.toMatchObject({ code: 'FEIYU_SINK_TAKEN' })
    expect([await early.seen(), await early.isTidy()]).toEqual(['of others', true])
    const late = await make()
    const sink = await late.destination.open(permit)
    await sink.write(bytes('ours'))
    await sink.seal()
    await late.take()
    await expect(sink.commit()).rejects.toMatchObject({ code: 'FEIYU_SINK_TAKEN' })
    await sink.abort()
    expect([await late.seen(), await late.isTidy()]).toEqual(['of others', true])
  })

  test.runIf(racing)(`${name}: of two crossings at the same time one gets the name`, async () => {
    const place = await make()
    const permits: readonly Digest[] = [permit, digestOfText('other')]
    const sinks = await Promise.all(permits.map((each) => place.destination.open(each)))
    for (const [index, sink] of sinks.entries()) {
      await sink.write(bytes(`crossing ${index}`))
      await sink.seal()
    }
    const committed = await Promise.allSettled(sinks.map((sink) => sink.commit()))
    expect(committed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await Promise.all(sinks.map((sink) => sink.abort()))
    const winner = committed.findIndex(({ status }) => status === 'fulfilled')
    expect([await place.seen(), await place.isTidy()]).toEqual([`crossing ${winner}`, true])
  })

  test(`${name}: after a crash before the commit nothing had left, after it all, and asking again says the same`, async () => {
    const before = await make()
    const cut = await before.destination.open(permit)
    await cut.write(bytes('x'))
    await cut.seal()
    expect([await before.destination.left(permit, null), await before.destination.left(permit, null)]).toEqual([
      'nothing',
      'nothing',
    ])
    for (let again = 0; again < 2; again++) await before.destination.tidy(permit, null)
    expect([await before.seen(), await before.isTidy()]).toEqual([undefined, true])
    await cut[Symbol.asyncDispose]()
    const after = await make()
    const sink = await after.destination.open(permit)
    await sink.write(bytes('x'))
    await sink.seal()
    await sink.commit()
    for (let again = 0; again < 2; again++) {
      expect(await after.destination.left(permit, null)).toBe('all')
      await after.destination.tidy(permit, null)
    }
    expect([await after.seen(), await after.isTidy()]).toEqual(['x', true])
  })
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
