/** Where a handler may be registered; the words of the negative lists. */
export const zones = ['Lingang', 'Shanghai_FTZ', 'Shanghai', 'Beijing', 'other'] as const
export type Zone = (typeof zones)[number]

/** What the command line itself keeps of a handler, beside the facts of the law packs. */
export const handlerFacts = {
  handler_name: 'text',
  handler_uscc: 'uscc',
  region: 'zone',
  opening_ordinary: 'count',
  opening_sensitive: 'count',
} as const

export type HandlerFact = keyof typeof handlerFacts

/** Whether a name is one of the handler's own. */
export function isHandlerFact(name: string): name is HandlerFact {
  return Object.hasOwn(handlerFacts, name)
}
