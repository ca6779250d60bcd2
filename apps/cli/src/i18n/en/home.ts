export const home = {
  newKeys: (folder: string) =>
    `New keys were made in ${folder}. Back them up now: without them the log cannot go on, and books stay closed.`,
  newTokenKey: (path: string) =>
    `A new token key was made for this recipient: ${path}. Back it up: without it the same value gets another token.`,
  receiptKept: (path: string) => `The folder of the file cannot be written any more; the receipt is at ${path}`,
  waiting: 'Another command is using this home; waiting for it to end…',
  recovered: (permit: string, end: string) => `A crossing of an earlier run had not ended (${permit}): ${end}.`,
  recoveryPostponed: (permit: string, why: string) =>
    `A crossing of an earlier run (${permit}) cannot be closed yet: ${why}. Its persons stay counted.`,
  ends: {
    completed: 'it had crossed whole; now the log says so',
    stopped: 'it was stopped, nothing has left',
    interrupted: 'it was interrupted, nothing has left',
    inDoubt:
      'its folder, or what was written there, is gone, and all of it may have left; its persons stay counted. Find the folder or its disk and destroy the `.feiyu-….part` in it',
    unused: 'it had not begun, nothing has left',
  },
}
