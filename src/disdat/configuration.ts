import { parse } from 'ini'
import { getString } from '../lib/json.ts'

/** The settings of `disdat.cfg` that concern pipe runs. Other stanzas and keys belong to Disdat and are ignored. */
export interface Configuration {
  /** `[docker] registry`: a host, or `*ECR*`. */
  readonly registry?: string
  /** `[docker] repository_prefix`. */
  readonly repositoryPrefix?: string
  /** `[run] aws_batch_queue`. */
  readonly jobQueue?: string
  /** `[run] aws_batch_job_definition`. */
  readonly jobDefinition?: string
}

/** Reads the text of a `disdat.cfg` (INI, as Python's configparser writes it). Never throws: any text is valid INI. */
export function readConfiguration(text: string): Configuration {
  const stanzas: unknown = parse(text)
  const registry = readSetting(stanzas, 'docker', 'registry')
  const repositoryPrefix = readSetting(stanzas, 'docker', 'repository_prefix')
  const jobQueue = readSetting(stanzas, 'run', 'aws_batch_queue')
  const jobDefinition = readSetting(stanzas, 'run', 'aws_batch_job_definition')
  return {
    ...(registry && { registry }),
    ...(repositoryPrefix && { repositoryPrefix }),
    ...(jobQueue && { jobQueue }),
    ...(jobDefinition && { jobDefinition }),
  }
}

function readSetting(stanzas: unknown, stanza: string, key: string): string | undefined {
  const value = getString(stanzas, stanza, key)
  // Disdat's template has `key = None` for settings without a value.
  return value === '' || value === 'None' ? undefined : value
}
