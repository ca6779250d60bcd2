import type { FactScalar } from '../facts/fact.ts'
import type { Wording } from '../pack/pack.ts'

/** The units in which packs give numbers, as they stand behind a number in Chinese. */
const unitsInChinese: Readonly<Record<string, string>> = {
  persons: '人',
  devices: '台设备',
  'persons or devices': '人（或台设备）',
  'working days': '个工作日',
  'calendar days': '天',
  days: '天',
  months: '个月',
  years: '年',
  percent: '%',
}

/** A number of law with its unit. */
export function amountWords(value: FactScalar, unit: string | null): Wording {
  const figure = typeof value === 'number' ? grouped(value) : String(value)
  if (unit === null) return { zh: figure, en: figure }
  const zh = unitsInChinese[unit] ?? ` ${unit}`
  if (unit === 'percent') return { zh: `${figure}%`, en: `${figure} percent` }
  return { zh: `${figure} ${zh}`, en: `${figure} ${unit}` }
}

/** A unit alone. */
export function unitWords(unit: string): Wording {
  return { zh: unitsInChinese[unit] ?? unit, en: unit }
}

/** What a list or a table of names says; `null` for anything else. */
export function memberWords(member: unknown): Wording | null {
  if (member === true || member === false) return member ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (isWording(member)) return { zh: member.zh, en: member.en }
  if (member instanceof Map) return memberWords(Object.fromEntries(member))
  if (Array.isArray(member)) return joined(member.map(memberOrName))
  if (typeof member !== 'object' || member === null) return null
  return joined(
    Object.entries(member).map(([name, value]) => {
      const words = memberOrName(value)
      return words === null ? null : { zh: `${name}：${words.zh}`, en: `${name}: ${words.en}` }
    }),
  )
}

function memberOrName(member: unknown): Wording | null {
  if (typeof member === 'string' || typeof member === 'number') return { zh: String(member), en: String(member) }
  return memberWords(member)
}

/** Several in one; `null` where one of them has no words. */
function joined(all: readonly (Wording | null)[]): Wording | null {
  const words = all.filter((one) => one !== null)
  if (words.length < all.length) return null
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') }
}

export function isWording(value: unknown): value is Wording {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value
}

/** `1,234,567`, by hand: the platform's way depends on its locale data. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}
