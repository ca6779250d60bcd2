/** Levels of a Chinese address, widest first; a text with two of them in order is an address. */
const levels: readonly RegExp[] = [
  /[\p{Script=Han}]{2,3}(省|自治区|特别行政区)|^(北京|上海|天津|重庆|内蒙古|广西|西藏|宁夏|新疆)/u,
  /[\p{Script=Han}]{2,7}(市|州|盟|地区)/u,
  /[\p{Script=Han}]{2,6}(区|县|旗)/u,
  /[\p{Script=Han}]{2,8}(街道|镇|乡|村|社区)/u,
  /[\p{Script=Han}0-9]{1,12}(路|街|大道|巷|弄|胡同|里)/u,
  /[\p{Script=Han}]{2,10}(小区|花园|大厦|广场|公寓|新村|苑|园|中心|家园)|\d+(号|弄)/u,
  /[0-9A-Za-z一二三四五六七八九十]+(栋|幢|座|单元|号楼|楼|室|层|户)/u,
]
const western =
  /^(\d+[\w-]*,? .*\b(st|street|ave|avenue|road|rd|blvd|boulevard|lane|ln|drive|dr|way|court|ct|place|pl|terrace|parkway|pkwy|square|sq|highway|hwy|circle)\b|.*\b(strasse|straße|straat|rue|via|calle|avenida|rua|weg|platz|gasse|vej|gatan)\b.*\d+|.*(straße|strasse|straat|gasse|gatan|vej)\s*\d+|p\.?\s*o\.?\s*box\s+\d+)/iu

/** How many levels of a Chinese address the text has. */
export function addressLevels(text: string): number {
  return levels.filter((level) => level.test(text)).length
}

/** Whether the text is a postal address: two levels or more of a Chinese one, or a western street with its number. */
export function isAddress(text: string): boolean {
  return (
    text.length >= 6 &&
    text.length <= 200 &&
    ((addressLevels(text) >= 2 && !/[。！？]/.test(text)) || western.test(text))
  )
}
