/** `1234567` as `1,234,567`: the same in every locale. */
export function grouped(value: number): string {
  const [whole = '', fraction] = String(value).split('.')
  const parts = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? parts : `${parts}.${fraction}`
}

const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** Bytes in steps of a thousand (SI), three figures: `1.53 MB`. */
export function bytes(value: number): string {
  let amount = value
  let unit = 0
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000
    unit++
  }
  const digits = unit === 0 || amount >= 99.95 ? 0 : amount >= 9.995 ? 1 : 2
  return `${amount.toFixed(digits)} ${units[unit]}`
}

/** Seconds as `45s`, `3m05s` or `2h10m`. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole}s`
  if (whole < 3600) return `${Math.floor(whole / 60)}m${String(whole % 60).padStart(2, '0')}s`
  return `${Math.floor(whole / 3600)}h${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')}m`
}

/** A share between 0 and 1 as percent: never `100%` or `0%` unless it is exactly that. */
export function percent(share: number): string {
  if (share <= 0) return '0%'
  if (share >= 1) return '100%'
  if (share < 0.01) return '<1%'
  return `${Math.min(99, Math.floor(share * 100))}%`
}

/** A digest short enough for a person to compare, the algorithm kept. */
export function shortDigest(digest: string): string {
  return digest.length > 19 ? `${digest.slice(0, 19)}…` : digest
}
