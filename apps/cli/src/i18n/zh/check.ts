import type { check as enCheck } from '../en/check.ts'

export const check: typeof enCheck = { about: '这个文件能否出境、为什么、怎样才合法', file: '要判定的文件' }
