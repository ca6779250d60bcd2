export const home = {
  newKeys: (folder: string) =>
    `New keys were made in ${folder}. Back them up now: without them the log cannot go on, and books stay closed.`,
  newTokenKey: (path: string) =>
    `A new token key was made for this recipient: ${path}. Back it up: without it the same value gets another token.`,
}
