import { personAt } from './people.ts'
import { Random } from './random.ts'
import type { Sample, SampleParameters, SampleRow } from './sample.ts'
import { vinAt } from './vehicles.ts'

/** The drivers of connected cars, one row per vehicle; some drive two. In China a licence bears the resident ID number. */
export const drivers: Sample = {
  columns: [
    { zh: '姓名', en: 'name', types: ['person_name'] },
    { zh: '身份证号', en: 'id_card_no', types: ['resident_id'] },
    { zh: '手机号', en: 'mobile', types: ['mobile'] },
    { zh: '驾驶证号', en: 'driver_licence_no', types: ['driver_licence', 'resident_id'] },
    { zh: '准驾车型', en: 'licence_class', types: ['category_code'] },
    { zh: '车辆识别代号', en: 'vin', types: ['vin'] },
    { zh: '绑定日期', en: 'bound_on', types: ['date'] },
  ],
  persons: pool,
  rows,
}

function pool({ rows: count }: SampleParameters): number {
  return Math.max(1, Math.ceil(count * 0.95))
}

function* rows(parameters: SampleParameters): Iterable<SampleRow> {
  const { rows: count, seed, lang } = parameters
  const random = new Random(seed)
  const persons = pool(parameters)
  for (let at = 0; at < count; at++) {
    const person = personAt(seed, at < persons ? at : random.below(persons))
    const boundOn = `20${random.between(20, 26)}-0${random.between(1, 9)}-${random.between(10, 28)}`
    const { residentId, mobile } = person
    const licence = random.pick(['C1', 'C2', 'B1', 'A3'])
    yield {
      cells: [person.name[lang], residentId, mobile, residentId, licence, vinAt(seed, at), boundOn],
      about: [{ person: person.index, types: ['person_name', 'resident_id', 'mobile', 'driver_licence', 'vin'] }],
      planted: [],
    }
  }
}
