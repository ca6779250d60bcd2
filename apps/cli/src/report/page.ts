import { Html, html } from './html.ts'

/** A page in both languages: what each one shows. */
export interface BilingualPage {
  /** The language that is shown first. */
  readonly first: 'zh' | 'en'
  readonly title: { readonly zh: string; readonly en: string }
  readonly body: { readonly zh: Html; readonly en: Html }
  /** Style of this kind of page, after that of all. */
  readonly style: string
}

/**
 * One page that needs nothing else: no network, no script, no font of its own. The language is switched by two radio
 * buttons and style alone, so that it works wherever a page opens, by keyboard as well; on paper stands the one that was
 * chosen.
 */
export function bilingualPage({ first, title, body, style }: BilingualPage): string {
  const checked = (language: 'zh' | 'en') => (first === language ? html` checked` : html``)
  const page = html`<!doctype html>
<html lang="${first === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title[first]}</title>
<style>${new Html(pageStyle + style)}</style>
</head>
<body>
<input type="radio" name="language" id="show-zh"${checked('zh')} aria-label="中文">
<input type="radio" name="language" id="show-en"${checked('en')} aria-label="English">
<nav class="languages" aria-label="语言 Language"><label for="show-zh" lang="zh-Hans">中文</label><label for="show-en" lang="en">English</label></nav>
<main>
<article lang="zh-Hans">
${body.zh}
</article>
<article lang="en">
${body.en}
</article>
</main>
</body>
</html>
`
  return page.markup
}

const pageStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --faint: #59636e; --paper: #fff; --line: #d1d9e0; --box: #f6f8fa;
  --good: #116329; --wary: #7d4e00; --bad: #a40e26; --good-box: #dafbe1; --wary-box: #fff1c9; --bad-box: #ffebe9; --link: #0550ae; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --faint: #9aa5b1; --paper: #0d1117; --line: #30363d; --box: #161b22;
  --good: #56d364; --wary: #e3b341; --bad: #ff8c85; --good-box: #0f2a17; --wary-box: #2e2408; --bad-box: #35120f; --link: #79c0ff; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
main, .languages { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
main { padding-bottom: 3rem; }
#show-zh, #show-en { position: absolute; opacity: 0; }
#show-zh:checked ~ main > [lang="en"], #show-en:checked ~ main > [lang="zh-Hans"] { display: none; }
.languages { display: flex; justify-content: flex-end; gap: .5rem; padding-top: .75rem; }
.languages label { cursor: pointer; padding: .35rem .8rem; border: 1px solid var(--line); border-radius: .4rem; }
#show-zh:checked ~ .languages [for="show-zh"], #show-en:checked ~ .languages [for="show-en"] { background: var(--ink); color: var(--paper); }
#show-zh:focus-visible ~ .languages [for="show-zh"], #show-en:focus-visible ~ .languages [for="show-en"],
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
a { color: var(--link); }
h1 { font-size: 1.5rem; line-height: 1.3; text-wrap: balance; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .4rem 0; }
.faint { color: var(--faint); } .good { color: var(--good); } .wary { color: var(--wary); } .bad { color: var(--bad); }
small { color: var(--faint); font-size: .875rem; }
code { font-size: .875em; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
th { color: var(--faint); font-weight: 600; }
.right { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
@media (max-width: 36rem) { th, td { padding: .35rem .3rem; } }
@media print { :root { color-scheme: light; --ink: #000; --faint: #444; --paper: #fff; --line: #bbb; --box: #fff; --good: #0a4d1c; --wary: #5c3900;
  --bad: #86061b; --good-box: #fff; --wary-box: #fff; --bad-box: #fff; --link: #000; font-size: 9.5pt; }
  .languages { display: none; } body { line-height: 1.45; } main { max-width: none; padding: 0; } h2 { margin-top: 1.5rem; }
  h2, h3 { break-after: avoid; } tr, li { break-inside: avoid; } a { text-decoration: none; } .wide { overflow: visible; } td { overflow-wrap: anywhere; } }
@page { margin: 18mm 15mm; }
`
