import type { init as enInit } from '../en/init.ts'

export const init: typeof enInit = {
  about: '一次性记录数据处理者的情况，附申明人和有效期',
  intro: '数据处理者的长期申明',
  cancelled: '没有写入任何内容',
  unknownYet: '暂不清楚',
  yes: '是',
  no: '否',
  ask: {
    name: '数据处理者名称（决定处理目的和方式的法人）',
    uscc: '统一社会信用代码（18 位；留空表示暂不清楚）',
    zone: '注册地在哪里？',
    stateOrgan: '是否国家机关？',
    openingOrdinary: (year) => `${year} 年已向境外提供多少人的一般个人信息（去重；留空表示暂不清楚）`,
    openingSensitive: (year) => `${year} 年已向境外提供多少人的敏感个人信息（留空表示暂不清楚）`,
    author: '由谁申明？',
    until: '有效至哪一天？（YYYY-MM-DD）',
  },
  wrong: {
    empty: '请输入文字',
    uscc: '校验码不符，请核对代码',
    count: '请输入从 0 开始的整数',
    date: '请按 YYYY-MM-DD 写一个不早于今天的日期',
  },
  zones: {
    Lingang: '临港新片区',
    Shanghai_FTZ: '上海自贸试验区',
    Shanghai: '上海其他地区',
    Beijing: '北京',
    other: '境内其他地区',
  },
  names: {
    handler_name: '名称',
    handler_uscc: '统一社会信用代码',
    region: '注册地',
    opening_ordinary: '今年已出境人数（一般）',
    opening_sensitive: '今年已出境人数（敏感）',
  },
  columns: { fact: '申明', value: '值', by: '申明人', on: '日期', until: '有效至' },
  written: (path) => `已写入 ${path}`,
  notStated: '尚未申明，在补充之前，每次检查都视为未知：',
  next: '下一步：feiyu check 文件 --to DE',
}
