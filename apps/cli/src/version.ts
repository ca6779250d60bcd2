import own from '../package.json' with { type: 'json' }

/** Version of this command line. */
export function version(): string {
  return own.version
}
