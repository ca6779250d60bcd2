/** A county-level division with its code of GB/T 2260, which opens a resident ID. */
export interface Place {
  readonly code: string
  readonly zh: string
  readonly en: string
}

export const places: readonly [Place, ...Place[]] = [
  { code: '310115', zh: '上海市浦东新区', en: 'Pudong New Area, Shanghai' },
  { code: '310106', zh: '上海市静安区', en: "Jing'an District, Shanghai" },
  { code: '310104', zh: '上海市徐汇区', en: 'Xuhui District, Shanghai' },
  { code: '110105', zh: '北京市朝阳区', en: 'Chaoyang District, Beijing' },
  { code: '110108', zh: '北京市海淀区', en: 'Haidian District, Beijing' },
  { code: '120101', zh: '天津市和平区', en: 'Heping District, Tianjin' },
  { code: '500103', zh: '重庆市渝中区', en: 'Yuzhong District, Chongqing' },
  { code: '440305', zh: '广东省深圳市南山区', en: 'Nanshan District, Shenzhen, Guangdong' },
  { code: '440106', zh: '广东省广州市天河区', en: 'Tianhe District, Guangzhou, Guangdong' },
  { code: '330106', zh: '浙江省杭州市西湖区', en: 'Xihu District, Hangzhou, Zhejiang' },
  { code: '320505', zh: '江苏省苏州市虎丘区', en: 'Huqiu District, Suzhou, Jiangsu' },
  { code: '320102', zh: '江苏省南京市玄武区', en: 'Xuanwu District, Nanjing, Jiangsu' },
  { code: '510107', zh: '四川省成都市武侯区', en: 'Wuhou District, Chengdu, Sichuan' },
  { code: '420111', zh: '湖北省武汉市洪山区', en: 'Hongshan District, Wuhan, Hubei' },
  { code: '610113', zh: '陕西省西安市雁塔区', en: "Yanta District, Xi'an, Shaanxi" },
  { code: '370202', zh: '山东省青岛市市南区', en: 'Shinan District, Qingdao, Shandong' },
  { code: '350203', zh: '福建省厦门市思明区', en: 'Siming District, Xiamen, Fujian' },
  { code: '210202', zh: '辽宁省大连市中山区', en: 'Zhongshan District, Dalian, Liaoning' },
  { code: '410105', zh: '河南省郑州市金水区', en: 'Jinshui District, Zhengzhou, Henan' },
  { code: '430104', zh: '湖南省长沙市岳麓区', en: 'Yuelu District, Changsha, Hunan' },
]

export const roads: readonly [Word, ...Word[]] = words(
  '世纪大道 Century Avenue,人民路 Renmin Road,解放路 Jiefang Road,中山路 Zhongshan Road,学府路 Xuefu Road,滨江路 Binjiang Road,' +
    '文昌路 Wenchang Road,桂花路 Guihua Road,青年路 Qingnian Road,新华路 Xinhua Road,和平路 Heping Road,凤凰路 Fenghuang Road',
)

/** A word in both languages. */
export interface Word {
  readonly zh: string
  readonly en: string
}

/** Reads `中 Middle,下 Lower`: pairs parted by commas, the languages by the first space. */
export function words(list: string): [Word, ...Word[]] {
  const [first, ...rest] = list.split(',').map((pair) => {
    const at = pair.indexOf(' ')
    return { zh: pair.slice(0, at), en: pair.slice(at + 1) }
  })
  if (first === undefined) throw new RangeError('a list of words is empty')
  return [first, ...rest]
}
