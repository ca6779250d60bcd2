import { type BenchResult, type Figure, holds } from './bench.ts'

/** The lines of one bench: contenders with their spread, then each figure beside what is asked for. */
export function reportOf({ lines, figures }: BenchResult): string {
  const width = Math.max(...lines.map(({ name }) => name.length))
  const contenders = lines.map(
    ({ name, median, runs }) => `  ${name.padEnd(width)}  ${median}  (${runs.length} runs, ${spread(runs)})`,
  )
  return [...contenders, ...figures.map((figure) => `  ${verdict(figure)}`), ''].join('\n')
}

function verdict(figure: Figure): string {
  const { what, value, unit, bound, limit } = figure
  const sign = bound === 'least' ? '≥' : '≤'
  return `${holds(figure) ? 'ok    ' : 'MISSED'} ${what}: ${short(value)}${unit}, asked ${sign} ${short(limit)}${unit}`
}

/** How far the runs lie apart: (largest - smallest) / smallest. */
function spread(runs: readonly number[]): string {
  const [low, high] = [Math.min(...runs), Math.max(...runs)]
  return `spread ${(((high - low) / low) * 100).toFixed(0)} %`
}

function short(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)))
}
