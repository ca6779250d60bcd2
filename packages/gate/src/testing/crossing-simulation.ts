import { cross } from '../crossing/cross.ts'
import { type CrossingPoint, crossingPoints } from '../crossing/crossing-points.ts'
import type { Disk } from '../disk/disk.ts'
import { type RecoveryPoint, recoverCrossings, recoveryPoints } from '../recovery/recover-crossings.ts'
import { elsewhere, type Heard, isOfDisk, isPublished, judgeEnd, judgeMoment, nameOf } from './crossing-judge.ts'
import { type CrossingPlant, CrossingWorld, type Parcel, worldFolders } from './crossing-world.ts'
import { withPromptCrypto } from './prompt-crypto.ts'
import { SeededRandom } from './seeded-random.ts'
import { SimulatedDisk, type SimulationOptions } from './simulated-disk.ts'
import { StoppingDisk, watchedDisk } from './watched-disk.ts'

const midYear = Date.parse('2026-06-15T12:00:00+08:00')
const yearEnd = Date.parse('2026-12-31T23:59:50+08:00')

/** Files that a power cut may tear: of the log, of the books, of crossings, and at the destination. */
const tornFiles = ['write-ahead', 'checkpoint', 'journal', 'persons/', 'crossing.json', 'ready.json', '.part']

/** What a simulation did, so that nobody mistakes a run that never got far for one that held. */
export interface Simulated {
  readonly problems: readonly string[]
  /** Crossings whose state machine was set going. */
  readonly begun: number
  readonly completed: number
  readonly stopped: number
  readonly recovered: number
  readonly cuts: number
  /** How often somebody took the folder of the destination away, or a part of it. */
  readonly taken: number
}

/**
 * One history, the same for every run of a seed: a home on which commands follow each other, each closing what broke, then
 * crossing one or two files at the same time, while the power fails at random operations and at named points, an fsync
 * fails, the disk fills up, the clock jumps, somebody moves the folder of
 * the destination or takes its medium away, or puts another file in the place of a part. `problems` says what did not hold; nothing, unless a bug was planted.
 */
export function simulateCrossings(seed: number, plant: CrossingPlant = {}): Promise<Simulated> {
  return withPromptCrypto(() => simulate(seed, plant))
}

async function simulate(seed: number, plant: CrossingPlant): Promise<Simulated> {
  const random = new SeededRandom(seed)
  const heard: Heard = {
    sent: new Map(),
    released: new Set(),
    completed: new Set(),
    closed: new Set(),
    replaced: new Set(),
    mayDoubt: false,
    problems: [],
  }
  const clock = new JumpingClock(random, random.once(8) ? yearEnd : midYear)
  const did = { begun: 0, completed: 0, stopped: 0, recovered: 0, cuts: 0, taken: 0 }
  const nextFaults = () => {
    const options = faults(random)
    heard.mayDoubt ||= options.failSyncAt !== undefined
    return options
  }
  let disk = (await image()).crash(nextFaults(), random.below(2 ** 32))
  const rounds = 1 + random.below(3)
  for (let round = 0; round < rounds; round++) {
    const history = new Round({ disk, clock, random, plant, heard, round })
    await history.run(did)
    if (disk.off) did.cuts++
    disk = (history.survivor ?? disk).crash(round === rounds - 1 ? {} : nextFaults())
    if (random.once(6)) takeAway(disk, random, did, heard)
    if (random.once(2)) await judgeMoment(disk, clock, random, heard)
  }
  try {
    const world = new CrossingWorld(plant.disk?.(disk) ?? disk, clock, random)
    for (const { kind, ...rest } of await recoverCrossings(world.recovery())) {
      if (kind === 'postponed') heard.problems.push(`recovery gives up: ${nameOf((rest as { error: unknown }).error)}`)
      did.recovered++
    }
    await judgeEnd(new CrossingWorld(disk, clock, random), heard, random.once(8))
  } catch (error) {
    heard.problems.push(`the home does not open in the end: ${nameOf(error)}`)
  }
  return { ...did, problems: heard.problems }
}

/** Time that goes on with every look, and now and then jumps, forth and back. */
class JumpingClock {
  readonly #random: SeededRandom
  #now: number

  constructor(random: SeededRandom, start: number) {
    this.#random = random
    this.#now = start
  }

  now(): number {
    const jump = this.#random.once(60) ? this.#random.below(20_000) - 8_000 : this.#random.below(50)
    this.#now += jump
    return this.#now
  }
}

interface RoundParts {
  readonly disk: SimulatedDisk
  readonly clock: JumpingClock
  readonly random: SeededRandom
  readonly plant: CrossingPlant
  readonly heard: Heard
  readonly round: number
}

/** One process, from its start to its end or to the power cut. */
class Round {
  readonly #parts: RoundParts
  readonly #home: StoppingDisk
  readonly #world: CrossingWorld
  readonly #cutAt: CrossingPoint | RecoveryPoint | undefined
  readonly #cutIn: string | undefined
  readonly #takeAt: CrossingPoint | RecoveryPoint | undefined
  /** The disk as it was when the power was cut at a named point. */
  survivor: SimulatedDisk | undefined

  constructor(parts: RoundParts) {
    const { disk, clock, random, plant } = parts
    this.#parts = parts
    const { disk: plantIn = (whole: Disk) => whole, ...others } = plant
    this.#home = new StoppingDisk(plantIn(this.#watched(disk)))
    this.#world = new CrossingWorld(this.#home.disk, clock, random, others)
    const points = [...crossingPoints, ...recoveryPoints]
    this.#cutAt = random.once(2) ? points[random.below(points.length)] : undefined
    this.#takeAt = random.once(4) ? points[random.below(points.length)] : undefined
    this.#cutIn = random.once(3) ? tornFiles[random.below(tornFiles.length)] : undefined
  }

  async run(did: Did): Promise<void> {
    const { random, heard } = this.#parts
    const reached = (point: CrossingPoint | RecoveryPoint) => this.#reached(point, did)
    await this.#tolerant(async () => {
      if (random.once(2)) await this.#makeOut()
      for (const recovered of await recoverCrossings(this.#world.recovery(reached))) {
        did.recovered++
        if (recovered.kind === 'closed') heard.closed.add(recovered.permit.id.slice(7))
      }
      await this.#makeOut()
      const parcels = Array.from({ length: 1 + random.below(2) }, (_, index) => this.#parcel(index))
      await Promise.all(parcels.map((parcel) => this.#tolerant(() => this.#cross(parcel, reached, did))))
    })
  }

  async #cross(parcel: Parcel, reached: (point: CrossingPoint) => void, did: Did): Promise<void> {
    const { heard } = this.#parts
    await using book = await this.#world.book()
    const order = await this.#world.order(parcel, book)
    heard.sent.set(order.permit.id.slice(7), {
      persons: new Set(
        parcel.chunks
          .flat()
          .filter((person) => person !== 0)
          .map(String),
      ),
      year: book.year,
    })
    did.begun++
    const result = await cross(this.#world.context(reached), order)
    if (result.kind === 'completed') {
      did.completed++
      heard.completed.add(parcel.name)
    }
    if (result.kind === 'stopped' || result.kind === 'broken') did.stopped++
    if ('outcome' in result) heard.closed.add(order.permit.id.slice(7))
    if (result.kind === 'broken') throw result.error
  }

  #parcel(index: number): Parcel {
    const { random, round } = this.#parts
    const person = () => random.below(12)
    const chunks = Array.from({ length: 1 + random.below(3) }, () =>
      Array.from({ length: 1 + random.below(4) }, person),
    )
    const name = random.once(4) ? 'same.csv' : `${round}-${index}.csv`
    return random.once(6) ? { name, chunks, remarks: { [1 + random.below(4)]: 'SECRET' } } : { name, chunks }
  }

  /** The folder of the destination, where it was taken away: whoever starts a crossing names one that is there. */
  async #makeOut(): Promise<void> {
    const { disk } = this.#parts
    await disk.makeFolder(worldFolders.out)
    await disk.syncFolder('.')
  }

  #reached(point: CrossingPoint | RecoveryPoint, did: Did): void {
    const { random, disk, heard } = this.#parts
    if (point === this.#takeAt && random.once(2)) takeAway(disk, random, did, heard)
    if (point === this.#cutAt && !random.once(3)) this.#cut()
  }

  #cut(): void {
    const { disk } = this.#parts
    if (disk.off) return
    this.survivor = disk.crash()
    throw new Error('the power is off')
  }

  /** Errors that a broken disk brings about are part of the history; others are not. */
  async #tolerant(work: () => Promise<void>): Promise<void> {
    const { disk, heard } = this.#parts
    try {
      await work()
    } catch (error) {
      if (!disk.off && !isOfDisk(error)) heard.problems.push(`a call fails: ${nameOf(error)}`)
    }
  }

  /** The disk with an eye on it: what is handed to the destination, and what is seen there, and when. */
  #watched(disk: SimulatedDisk): Disk {
    const { heard, clock, random } = this.#parts
    return watchedDisk(disk, {
      onRelease: async (permit) => {
        if (!heard.released.has(permit) && !(await isPublished(disk, permit)) && !disk.off) {
          heard.problems.push('bytes are released before their permit is published')
        }
        heard.released.add(permit)
      },
      onSeen: () => judgeMoment(disk, clock, random, heard),
      onAppended: (path) => {
        if (this.#cutIn !== undefined && path.includes(this.#cutIn) && random.once(4)) this.#cut()
      },
    })
  }
}

type Did = Record<Exclude<keyof Simulated, 'problems'>, number>

/**
 * Somebody takes the folder of the destination away, in one of the ways in which that is done, or each part alone, and
 * leaves an empty file of its name.
 */
function takeAway(disk: SimulatedDisk, random: SeededRandom, did: Did, heard: Heard): void {
  heard.mayDoubt = true
  const how = (['move', 'carry', 'pull', 'replace'] as const)[random.below(4)]!
  if (how !== 'replace') {
    disk.takeAway(how, worldFolders.out, `${elsewhere}${did.taken++}`)
    return
  }
  for (const permit of heard.sent.keys()) {
    const name = `.feiyu-${permit}.part`
    if (disk.replaceFile(worldFolders.out, name, `${elsewhere}${did.taken}`)) {
      heard.replaced.add(permit)
      did.taken++
    }
  }
}

function faults(random: SeededRandom): SimulationOptions {
  switch (random.below(6)) {
    case 0:
      return { failSyncAt: 1 + random.below(60) }
    case 1:
      return { capacityBytes: 8_000 + random.below(20_000) }
    case 2:
      return {}
    default:
      return { crashAt: 1 + random.below(random.once(3) ? 150 : 1000) }
  }
}

let made: Promise<SimulatedDisk> | undefined

/** A disk with a home on it, everything synced. */
function image(): Promise<SimulatedDisk> {
  made ??= makeImage()
  return made
}

async function makeImage(): Promise<SimulatedDisk> {
  const disk = new SimulatedDisk(0)
  await new CrossingWorld(disk, { now: () => midYear }, new SeededRandom(0)).make()
  return disk.crash()
}
