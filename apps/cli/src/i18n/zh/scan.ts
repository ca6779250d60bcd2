import type { scan as enScan } from '../en/scan.ts'

export const scan: typeof enScan = { about: '文件的各列是什么，涉及多少人', files: '要读取的文件' }
