import { commandLine } from '../command-line.ts'
import {
  packsCheckFlags,
  packsListFlags,
  packsReviewFlags,
  packsRowsFlags,
  packsShowFlags,
  packsSignFlags,
} from './packs.flags.ts'

/** `feiyu packs list` */
export const packsListCommand = commandLine({
  parent: 'packs',
  name: 'list',
  about: (say) => say.packs.aboutList,
  arguments: [],
  flags: packsListFlags,
  examples: ['feiyu packs list', 'feiyu packs list --released'],
  run: async (context, _args, flags) => (await import('./packs-list.ts')).runPacksList(context, flags),
})

/** `feiyu packs show ID` */
export const packsShowCommand = commandLine({
  parent: 'packs',
  name: 'show',
  about: (say) => say.packs.aboutShow,
  arguments: [{ name: '<id>', help: (say) => say.packs.id }],
  flags: packsShowFlags,
  examples: ['feiyu packs show cn'],
  run: async (context, args, flags) => (await import('./packs-show.ts')).runPacksShow(context, args, flags),
})

/** `feiyu packs check` */
export const packsCheckCommand = commandLine({
  parent: 'packs',
  name: 'check',
  about: (say) => say.packs.aboutCheck,
  arguments: [],
  flags: packsCheckFlags,
  examples: ['feiyu packs check', 'feiyu packs check --folder my-packs'],
  run: async (context, _args, flags) => (await import('./packs-check.ts')).runPacksCheck(context, flags),
})

/** `feiyu packs rows TABLE --list ID` */
export const packsRowsCommand = commandLine({
  parent: 'packs',
  name: 'rows',
  about: (say) => say.packs.aboutRows,
  arguments: [{ name: '<table>', help: (say) => say.packs.table }],
  flags: packsRowsFlags,
  examples: [
    'feiyu packs rows table.csv --list shanghai-negative-2025 --mark V --out packs/cn-shanghai/lists/shanghai-negative-2025.yaml',
  ],
  run: async (context, args, flags) => (await import('./packs-rows.ts')).runPacksRows(context, args, flags),
})

/** `feiyu packs sign ID` */
export const packsSignCommand = commandLine({
  parent: 'packs',
  name: 'sign',
  about: (say) => say.law.sign.about,
  arguments: [{ name: '<id>', help: (say) => say.packs.id }],
  flags: packsSignFlags,
  examples: ['feiyu packs sign cn --author "Li Lin"'],
  run: async (context, args, flags) => (await import('./packs-sign.ts')).runPacksSign(context, args, flags),
})

/** `feiyu packs diff A B` */
export const packsDiffCommand = commandLine({
  parent: 'packs',
  name: 'diff',
  about: (say) => say.law.diff.about,
  arguments: [
    { name: '<before>', help: (say) => say.law.diff.before },
    { name: '<after>', help: (say) => say.law.diff.after },
  ],
  flags: {},
  examples: ['feiyu packs diff old/cn packs/cn'],
  run: async (context, args) => (await import('./packs-diff.ts')).runPacksDiff(context, args),
})

/** `feiyu packs review ID` */
export const packsReviewCommand = commandLine({
  parent: 'packs',
  name: 'review',
  about: (say) => say.law.review.about,
  arguments: [{ name: '<id>', help: (say) => say.packs.id }],
  flags: packsReviewFlags,
  examples: ['feiyu packs review cn --out cn-review.html'],
  run: async (context, args, flags) => (await import('./review/packs-review.ts')).runPacksReview(context, args, flags),
})
