/** What a text on a carrier is: the statutory mark (绝密, 机密, 秘密 with ★), a label with the word alone, or neither. */
export type SecrecyMarking = 'mark' | 'label' | 'none'

/**
 * Recognises the marks of 保守国家秘密法 and the rules on secret marks: 密级★保密期限, the star also written ☆ or *.
 *
 * @example secrecyMarking('机密★10年') // 'mark'
 */
export function secrecyMarking(text: string): SecrecyMarking {
  if (/(绝密|机密|秘密)\s*[★☆*]/.test(text)) return 'mark'
  return /绝密|机密|秘密/.test(text) ? 'label' : 'none'
}
