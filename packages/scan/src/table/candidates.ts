import type { Candidate } from '../profile.ts'
import type { TypeId } from '../vocabulary/value-types.ts'
import type { Marking } from './marking-log.ts'

/** What names of columns say about data that catalogues of important data list; each is a question, never a grade. */
const questions: readonly (readonly [reason: string, name: RegExp])[] = [
  ['exterior-images', /车外(视频|影像|图像)|exterior[_ ]?(video|image)|street[_ ]?view/i],
  ['charging-network', /充电(桩|站|网|量)|换电站|charg(ing|e)[_ ]?(pile|station|network)/i],
  ['surveying', /测绘|高精(度)?地图|点云|lidar|point[_ ]?cloud|hd[_ ]?map|地形图|海图/i],
  ['traffic-flow', /车流量|人流量|客流量|traffic[_ ]?(flow|volume)|物流量/i],
  ['genetic-resources', /基因|遗传资源|genom|genotype/i],
  ['military', /军事|国防|部队|军队|军用|military|defen[cs]e[_ ]?unit/i],
  [
    'critical-infrastructure',
    /关键信息基础设施|电网负荷|输电|管网|管线|水库|油气储备|grid[_ ]?load|pipeline[_ ]?map|critical[_ ]?infra/i,
  ],
  ['reserves', /矿产储量|战略储备|粮食储备|mineral[_ ]?reserve|strategic[_ ]?reserve/i],
]
/** Automotive data rules of 2021, article 3(5): personal information of more persons than these. */
const automotivePersons = 100_000
const vehicleTypes: ReadonlySet<TypeId> = new Set(['vin', 'plate', 'engine_number', 'driver_licence'])

/** Candidates for important and secret data, from markings, names of columns and the number of persons. */
export function candidatesOf(
  columns: readonly { readonly rawName: string; readonly name: string; readonly type: TypeId }[],
  markings: readonly Marking[],
  persons: number,
): Candidate[] {
  const found: Candidate[] = markings.map(({ kind, column }) => ({
    kind: 'secret',
    reason: kind === 'mark' ? 'secrecy-mark' : 'secrecy-label',
    column,
  }))
  for (const { rawName, name } of columns) {
    for (const [reason, pattern] of questions) {
      if (pattern.test(rawName)) found.push({ kind: 'important', reason, column: name })
    }
  }
  if (persons > automotivePersons && columns.some(({ type }) => vehicleTypes.has(type))) {
    found.push({ kind: 'important', reason: 'automotive-persons', column: null })
  }
  return found
}
