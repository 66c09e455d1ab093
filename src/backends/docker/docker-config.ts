import { join } from 'node:path'
import type { Environment } from '../../lib/environment.ts'
import { parseJson } from '../../lib/json.ts'
import { readOptionalText } from '../../lib/regular-file.ts'

/** A larger configuration counts as absent. */
const maxConfigBytes = 4 << 20

/**
 * The folder of the docker command's configuration.
 * https://docs.docker.com/reference/cli/docker/#environment-variables
 */
export function findConfigFolder({ DOCKER_CONFIG: folder }: Environment, home: string): string {
  return folder || join(home, '.docker')
}

/** The configuration of the docker command; undefined when it is absent or cannot be read. Never throws. */
export async function readDockerConfig(configFolder: string): Promise<unknown> {
  return parseJson(await readOptionalText(join(configFolder, 'config.json'), { maxBytes: maxConfigBytes }))
}
