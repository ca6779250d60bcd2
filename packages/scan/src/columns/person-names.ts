/** Family names of the great majority of Chinese people, one character each. */
const surnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由',
)
const compoundSurnames = new Set(
  '欧阳 上官 司马 诸葛 司徒 东方 独孤 南宫 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 端木 百里 呼延 东郭 南门 申屠 公羊 澹台 闻人 钟离 淳于 单于 太史 司空 西门'.split(
    ' ',
  ),
)
/** Last characters of words that begin like a name and are none: places, goods, bodies, ranks. */
const notLast =
  /[省市区县镇乡村街道路巷号店厂场司行院校馆站城港州湾岛山河湖江桥国州部局处科组型色款级类版机车器油酒茶奶糖饼面饭菜汤肉鱼鸡鸭果瓜豆米粉片盒瓶袋包件套双条个只台]$/u
const han = /^\p{Script=Han}+$/u
/** Given names common in English-speaking and neighbouring countries. */
const givenNames = new Set(
  'james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter harold jeremy ethan carl keith roger gerald christian terry sean arthur austin noah lawrence jesse joe bryan billy jordan albert dylan bruce willie gabriel alan juan logan wayne ralph roy eugene randy vincent russell louis philip bobby johnny bradley mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura cynthia amy kathleen angela shirley brenda emma anna pamela nicole samantha katherine christine helen debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany doris kayla alexis lori marie carlos luis jorge pedro ana carmen hans klaus jurgen peter wolfgang hiroshi takashi yuki kenji sakura minho jisoo ahmed mohammed fatima ali omar ivan sergei olga dmitri pierre jean luc claire bjorn lars leonie luca marco giulia paolo anders wei ming li hui xin yan jing ying lei fang chris mike tom bob jim dave steve dan matt nick alex ben sam tony rick jeff greg ken ron tim craig phil phillip earl fred ernest howard stanley todd clarence antonio victor martin marvin gary rose jane kate judy robin wanda tina crystal annie lillian sheila irene rachel kathy paula phyllis norma tracy edna rita juanita peggy'.split(
    ' ',
  ),
)

/** Whether a text looks like a Chinese person's name: a known family name and one or two characters more, or `·` between parts. */
export function isChineseName(text: string): boolean {
  if (/^\p{Script=Han}{1,10}[·•・]\p{Script=Han}{1,12}([·•・]\p{Script=Han}{1,10})?$/u.test(text)) return true
  if (!han.test(text) || text.length < 2 || text.length > 4 || (text.length > 2 && notLast.test(text))) return false
  const isCompound = compoundSurnames.has(text.slice(0, 2))
  return isCompound ? text.length >= 3 : text.length <= 3 && surnames.has(text[0]!)
}

/** Whether a text begins or ends with a common given name and has no more than four words of letters. */
export function isLatinName(text: string): boolean {
  if (!/^\p{Lu}[\p{L}'’-]*\.?(,? \p{L}[\p{L}'’-]*\.?){0,3}$/u.test(text)) return false
  const words = text.toLowerCase().split(/[ ,]+/)
  return givenNames.has(words[0]!) || givenNames.has(words.at(-1)!)
}

/** Whether a text could be a name at all: letters of one to five words, or two to fifteen Han characters. */
export function isNameShaped(text: string): boolean {
  return /^[\p{L}][\p{L}\p{M}.'’·•\- ,*＊]*$/u.test(text) && text.length <= 60 && text.split(/\s+/).length <= 5
}
