import { parse } from 'ini'

/** What `disdat.cfg` says about running pipes. Other stanzas and keys are Disdat's own and are ignored. */
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

/** Reads the text of a `disdat.cfg` (INI, as Python's configparser writes it). Never throws: INI has no wrong text. */
export function readConfiguration(text: string): Configuration {
  const stanzas: unknown = parse(text)
  const registry = setting(stanzas, 'docker', 'registry')
  const repositoryPrefix = setting(stanzas, 'docker', 'repository_prefix')
  const jobQueue = setting(stanzas, 'run', 'aws_batch_queue')
  const jobDefinition = setting(stanzas, 'run', 'aws_batch_job_definition')
  return {
    ...(registry && { registry }),
    ...(repositoryPrefix && { repositoryPrefix }),
    ...(jobQueue && { jobQueue }),
    ...(jobDefinition && { jobDefinition }),
  }
}

function setting(stanzas: unknown, stanza: string, key: string): string | undefined {
  const settings = property(stanzas, stanza)
  const value = property(settings, key)
  // Disdat's own template carries `key = None` for what is not set.
  return typeof value === 'string' && value !== '' && value !== 'None' ? value : undefined
}

function property(record: unknown, key: string): unknown {
  return typeof record === 'object' && record !== null
    ? Object.entries(record).find(([name]) => name === key)?.[1]
    : undefined
}
