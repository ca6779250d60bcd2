import type { home as enHome } from '../en/home.ts'

export const home: typeof enHome = {
  newKeys: (folder) => `已在 ${folder} 生成新密钥。请立即备份：没有它们，存证日志无法继续，累计人数账册也无法打开。`,
  newTokenKey: (path) => `已为该接收方生成代号密钥：${path}。请备份：没有它，同一个值会得到不同的代号。`,
  receiptKept: (path) => `存放文件的目录已不可写；回执在 ${path}`,
  waiting: '另一条命令正在使用本状态目录；正在等它结束……',
  recovered: (permit, end) => `此前有一次过闸没有结束（${permit}）：${end}。`,
  recoveryPostponed: (permit, why) => `此前的一次过闸（${permit}）尚不能了结：${why}。其人数继续计入。`,
  ends: {
    completed: '文件已完整出境，现已补记',
    stopped: '已停止，没有数据出境',
    interrupted: '已中断，没有数据出境',
    inDoubt:
      '其目录或已写入的内容已不在原处，可能已全部出境；其人数继续计入。请找到该目录或其磁盘，销毁其中的 `.feiyu-….part`',
    unused: '尚未开始，没有数据出境',
  },
}
