import type { ReadYaml } from '@feiyu/law'

/**
 * Reads the whole of YAML, for packs that people wrote in another form than Feiyu's own. Whoever loads packs hands it on;
 * what keeps packs is loaded with the first file that needs it, and not with every command.
 */
export const anyYaml: ReadYaml = async (file, text) => (await import('@feiyu/law/packs')).readAnyYaml(file, text)
