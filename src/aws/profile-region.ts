import { homedir } from 'node:os'
import path from 'node:path'
import { parse } from 'ini'
import type { Environment } from '../lib/environment.ts'
import { getString } from '../lib/json.ts'
import { readOptionalText } from '../lib/regular-file.ts'

/** The most bytes of a configuration file of AWS; a larger one counts as absent. */
const maxConfigurationBytes = 4 << 20

/** The `region` of the AWS profile in use; undefined when the configuration file has none or does not exist. */
export async function readProfileRegion(env: Environment): Promise<string | undefined> {
  const { AWS_PROFILE, AWS_CONFIG_FILE, HOME } = env
  const file = AWS_CONFIG_FILE || path.join(HOME || homedir(), '.aws', 'config')
  const text = await readOptionalText(file, { maxBytes: maxConfigurationBytes })
  // Only `default` stands without the word `profile`: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
  const section = AWS_PROFILE && AWS_PROFILE !== 'default' ? `profile ${AWS_PROFILE}` : 'default'
  const [region] = getString(parse(toFlatIni(text)), section, 'region')?.match(/^[a-z0-9-]+/) ?? []
  return region
}

/**
 * The file as `ini` must see it. A dot in a section's name does not nest there, spaces around and in the name do not
 * count, and indented lines are settings of the setting above them.
 */
function toFlatIni(text: string): string {
  return text
    .split('\n')
    .filter((line) => /^\S|^\s*\[/.test(line))
    .map((line) =>
      line.replace(/^\s*\[\s*(.*?)\s*\].*$/, (_, name: string) => {
        return `[${name.replace(/\s+/g, ' ').replaceAll('.', '\\.')}]`
      }),
    )
    .join('\n')
}
