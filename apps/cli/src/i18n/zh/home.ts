import type { home as enHome } from '../en/home.ts'

export const home: typeof enHome = {
  newKeys: (folder) => `已在 ${folder} 生成新密钥。请立即备份：没有它们，存证日志无法继续，累计人数账簿也无法打开。`,
  newTokenKey: (path) => `已为该接收方生成代号密钥：${path}。请备份：没有它，同一个值会得到不同的代号。`,
}
