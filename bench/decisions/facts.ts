import { Random } from '../../tools/samples/random.ts'

/** Facts of one flow, as somebody states them, with the day on which they are judged. */
export interface StatedCase {
  readonly facts: Readonly<Record<string, unknown>>
  readonly asOf: string
}

/** Flows as a port meets them: volumes on all sides of the lines, some claims, and one in twenty lacks a fact. */
export function statedCases(count: number, seed: number): StatedCase[] {
  const random = new Random(seed)
  return Array.from({ length: count }, () => statedCase(random))
}

const volumes = [40, 900, 20_000, 99_999, 100_000, 480_000, 999_999, 1_000_000, 3_000_000] as const
const sensitiveVolumes = [0, 0, 0, 0, 12, 9_999, 10_000, 40_000] as const
const days = ['2026-11-23', '2026-11-23', '2025-10-31', '2024-05-01'] as const

function statedCase(random: Random): StatedCase {
  const facts: Record<string, unknown> = {
    activity: 'transfer_abroad',
    destination: random.pick(['DE', 'SG', 'US', 'JP']),
    ciio: random.chance(30),
    important_data: random.chance(20),
    core_data: false,
    state_secret: false,
    pi: true,
    ordinary_ytd: random.pick(volumes),
    sensitive_ytd: random.pick(sensitiveVolumes),
  }
  if (random.chance(50)) delete facts[random.pick(['ciio', 'important_data', 'sensitive_ytd'])]
  return { facts, asOf: random.pick(days) }
}
