import type { TypeId } from '../vocabulary/value-types.ts'

/** Closed lists: what people write in columns of these kinds, lower case. */
const lists: Readonly<Partial<Record<TypeId, string>>> = {
  gender:
    '男 女 男性 女性 男士 女士 先生 小姐 male female man woman m f boy girl 未说明的性别 未知的性别 transgender non-binary nonbinary',
  ethnicity:
    '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺',
  religion:
    '佛教 道教 伊斯兰教 基督教 天主教 无宗教信仰 无宗教 犹太教 印度教 东正教 buddhism buddhist christian christianity catholic islam muslim hindu hinduism jewish judaism taoism atheist protestant sikh',
  political:
    '群众 共青团员 团员 中共党员 党员 中共预备党员 预备党员 民主党派 无党派人士 无党派 民革党员 民盟盟员 民建会员 民进会员 农工党党员 致公党党员 九三学社社员 台盟盟员 普通居民',
  marital_status:
    '已婚 未婚 离异 离婚 丧偶 初婚 再婚 复婚 单身 married unmarried single divorced widowed separated never-married',
  family_relation:
    '配偶 父亲 母亲 儿子 女儿 子女 父母 本人 兄弟 姐妹 祖父 祖母 丈夫 妻子 spouse father mother son daughter parent child sibling self husband wife brother sister',
  education:
    '小学 初中 高中 中专 中职 大专 专科 本科 硕士 博士 研究生 博士后 大学本科 硕士研究生 博士研究生 大学 技校 职高 文盲 学士 bachelor master doctor phd mba associate high-school bachelors masters doctorate',
  credit: '保守型 稳健型 平衡型 成长型 进取型 积极型 激进型 谨慎型 c1 c2 c3 c4 c5',
  region:
    '北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 中国 美国 日本 韩国 德国 法国 英国 新加坡 俄罗斯 印度 泰国 越南 马来西亚 印度尼西亚 加拿大 澳大利亚 巴西 意大利 西班牙 荷兰 ' +
    'china us usa uk japan germany france korea singapore india canada australia brazil italy spain netherlands mexico russia indonesia thailand vietnam malaysia philippines poland sweden portugal argentina colombia peru nigeria ukraine greece czechia',
}

const listed: ReadonlyMap<string, TypeId> = new Map(
  Object.entries(lists).flatMap(([type, words]) => words.split(' ').map((word) => [word, type as TypeId] as const)),
)

/** Parts of words that make a text one about health: diseases, examinations, treatments. */
const health =
  /糖尿病|高血压|高血脂|冠心病|肿瘤|癌|白血病|骨折|手术|肝炎|肺炎|肾炎|胃炎|结核|哮喘|抑郁|焦虑症|精神分裂|妊娠|流产|艾滋|梅毒|综合征|过敏|中风|脑梗|心梗|贫血|溃疡|结石|感染|阳性|阴性|diabet|hypertens|cancer|carcinoma|tumou?r|hepatitis|pneumonia|asthma|depress|schizo|pregnan|fracture|leuka?emia|infarct|arthritis|allerg|migraine|hiv\b/i

/** Kind of value that the word is by a closed list; `族` and a trailing 省, 市 do not matter. */
export function typeOfWord(text: string): TypeId | null {
  const word = text.toLowerCase().replace(/\s+/g, '-')
  return (
    listed.get(word) ??
    (word.endsWith('族') && listed.get(word.slice(0, -1)) === 'ethnicity' ? 'ethnicity' : null) ??
    (/[省市]$|自治区$/.test(word) && word.length <= 9 ? 'region' : null)
  )
}

/** Whether the text speaks of a disease, a finding or a treatment. */
export function isAboutHealth(text: string): boolean {
  return health.test(text)
}
