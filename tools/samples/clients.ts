import type { TypeId } from '@feiyu/scan'
import { type Person, personAt } from './people.ts'
import { Random } from './random.ts'
import type { Sample, SampleCell, SampleParameters, SampleRow } from './sample.ts'

/**
 * Clients of a fund, one row per holding: a client has several rows, some write the `X` of the ID small, and those who
 * hold nothing yet have no card, no income and no risk grade.
 */
export const clients: Sample = {
  columns: [
    { zh: '客户编号', en: 'client_no', types: ['account_id'] },
    { zh: '客户姓名', en: 'client_name', types: ['person_name'] },
    { zh: '身份证号码', en: 'id_number', types: ['resident_id'] },
    { zh: '银行卡号', en: 'bank_card', types: ['bank_card'] },
    { zh: '年收入', en: 'annual_income', types: ['income'] },
    { zh: '风险等级', en: 'risk_level', types: ['profile_tag', 'credit', 'category_code'] },
    { zh: '联系地址', en: 'address', types: ['address'] },
    { zh: '开户日期', en: 'opened_on', types: ['date'] },
  ],
  persons: pool,
  rows,
}

function pool({ rows: count }: SampleParameters): number {
  return Math.max(1, Math.ceil(count * 0.8))
}

function* rows(parameters: SampleParameters): Iterable<SampleRow> {
  const { rows: count, seed, lang } = parameters
  const random = new Random(seed)
  const persons = pool(parameters)
  const grades =
    lang === 'zh' ? ['保守型', '稳健型', '平衡型', '成长型', '进取型'] : ['low', 'modest', 'medium', 'high', 'top']
  for (let at = 0; at < count; at++) {
    const person = personAt(seed, random.below(persons))
    const grade = 1 + (person.index % grades.length)
    const { card, income } = holding(person, random)
    const types: TypeId[] = ['account_id', 'person_name', 'resident_id', 'address']
    if (card !== '') types.push('bank_card')
    if (income !== '') types.push('income')
    yield {
      cells: [
        `C${String(person.index).padStart(8, '0')}`,
        person.name[lang],
        random.chance(300) ? person.residentId.toLowerCase() : person.residentId,
        card,
        income,
        card === '' ? '' : `R${grade} ${grades[grade - 1]}`,
        person.address[lang],
        `20${random.between(10, 25)}-1${random.between(0, 2)}-${random.between(10, 28)}`,
      ],
      about: [{ person: person.index, types }],
      planted: [],
    }
  }
}

function holding(person: Person, random: Random): { readonly card: string; readonly income: SampleCell } {
  const income = random.between(60, 2400) * 500
  const holdsNothing = person.index % 25 === 0
  return holdsNothing ? { card: '', income: '' } : { card: person.bankCard, income: random.chance(50) ? '' : income }
}
