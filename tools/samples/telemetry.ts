import { Random, randomFor } from './random.ts'
import type { Sample, SampleParameters, SampleRow } from './sample.ts'
import { vinAt } from './vehicles.ts'

/** Connected-car telemetry: machines, positions and readings, nobody's name. Long digit runs are times and trip numbers. */
export const telemetry: Sample = {
  columns: [
    { zh: '车辆识别代号', en: 'vin', types: ['vin'] },
    { zh: '采集时间', en: 'collected_at', types: ['timestamp'] },
    { zh: '时间戳', en: 'epoch_ms', types: ['timestamp', 'number'] },
    { zh: '行程编号', en: 'trip_no', types: ['record_id', 'order_id', 'number'] },
    { zh: '经度', en: 'longitude', types: ['precise_location'] },
    { zh: '纬度', en: 'latitude', types: ['precise_location'] },
    { zh: '车速', en: 'speed_kmh', types: ['number'] },
    { zh: '总里程', en: 'odometer_km', types: ['number'] },
    { zh: '剩余电量', en: 'battery_soc_percent', types: ['number'] },
    { zh: '电池总电压', en: 'battery_voltage', types: ['number'] },
    { zh: '电池总电流', en: 'battery_current', types: ['number'] },
    { zh: '电池最高温度', en: 'battery_temp_max', types: ['number'] },
    { zh: '电机转速', en: 'motor_rpm', types: ['number'] },
    { zh: '充电状态', en: 'charging_state', types: ['category_code', 'number'] },
    { zh: '故障码', en: 'fault_code', types: ['category_code', 'opaque'] },
    { zh: '固件版本', en: 'firmware', types: ['category_code', 'opaque'] },
  ],
  persons: () => 0,
  rows,
}

const secondsBetweenRows = 10
const start = Date.UTC(2026, 8, 1)

function* rows({ rows: count, seed, lang }: SampleParameters): Iterable<SampleRow> {
  const random = new Random(seed)
  const vehicles = Math.max(1, Math.ceil(count / 200))
  const states =
    lang === 'zh' ? (['行驶', '驻车', '快充', '慢充'] as const) : (['drive', 'park', 'fast', 'slow'] as const)
  for (let at = 0; at < count; at++) {
    const vehicle = at % vehicles
    const tick = Math.floor(at / vehicles)
    const time = start + (tick * secondsBetweenRows + (vehicle % secondsBetweenRows)) * 1000 + random.below(1000)
    const state = random.pick(states)
    const speed = state === states[0] ? random.between(1, 1300) / 10 : 0
    const cells = [
      vinAt(seed, vehicle),
      new Date(time + 8 * 3_600_000).toISOString().replace('Z', '+08:00'),
      time,
      `20260901${String(vehicle % 1_000_000).padStart(6, '0')}`,
      near(120.9, seed, vehicle, tick),
      near(30.7, seed, vehicle + 1, tick),
      speed,
      random.between(100, 1_500_000) / 10,
      random.between(5, 100),
      random.between(3200, 4100) / 10,
      random.between(-2000, 4000) / 10,
      random.between(-10, 58),
      Math.round(speed * 92),
      state,
      random.chance(20) ? random.pick(['P0A80', 'P0AA6', 'U0100', 'P1E00']) : '',
      `v${random.between(1, 4)}.${random.between(0, 20)}.${random.between(0, 9)}`,
    ]
    yield { cells, about: [], planted: [] }
  }
}

/** A coordinate with six decimals that drifts from a place of the vehicle's own. */
function near(base: number, seed: number, vehicle: number, tick: number): number {
  const home = randomFor(seed, 3, vehicle).below(800_000)
  return Math.round(base * 1e6 + home + tick * 37) / 1e6
}
