/**
 * What the scanner looks for in every cell, as RE2 patterns: shapes only, as regexes cannot check digits. Fewer than
 * the scanner has, so that the comparison errs on the side of the other engine.
 */
export const patterns: Readonly<Record<string, string>> = {
  resident_id: String.raw`\b[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]\b`,
  mobile: String.raw`(?:\b|\+?86[- ]?)1[3-9]\d{9}\b`,
  landline: String.raw`\b0\d{2,3}-?\d{7,8}\b`,
  phone_international: String.raw`\+[1-9]\d{6,14}\b`,
  email: String.raw`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`,
  card: String.raw`\b[3-6]\d{13,18}\b`,
  credit_code: String.raw`\b[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}\b`,
  vin: String.raw`\b[A-HJ-NPR-Z0-9]{8}[0-9X][A-HJ-NPR-Z0-9]{8}\b`,
  plate:
    '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]',
  ipv4: String.raw`\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b`,
  mac: String.raw`\b(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\b`,
  iban: String.raw`\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b`,
  hkid: String.raw`\b[A-Z]{1,2}\d{6}\([0-9A]\)`,
  taiwan_id: String.raw`\b[A-Z][1289]\d{8}\b`,
  cloud_key: String.raw`\b(?:AKIA[0-9A-Z]{16}|LTAI[0-9A-Za-z]{12,26}|gh[pousr]_[0-9A-Za-z]{36}|eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+)`,
  secrecy_mark: '(?:绝密|机密|秘密)[ \t]*[★☆*＊]',
}
