import { parsePythonConfig } from './python-config.ts'

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

/** Reads the text of a `disdat.cfg`. Throws PythonConfigError for a text that Python's configparser refuses. */
export function readConfiguration(text: string): Configuration {
  const config = parsePythonConfig(text)
  const read = (section: string, option: string) => {
    const value = config.get(section, option)
    // Disdat's template has `key = None` for settings without a value.
    return value === 'None' ? '' : value
  }
  const registry = read('docker', 'registry')
  const repositoryPrefix = read('docker', 'repository_prefix')
  const jobQueue = read('run', 'aws_batch_queue')
  const jobDefinition = read('run', 'aws_batch_job_definition')
  return {
    ...(registry && { registry }),
    ...(repositoryPrefix && { repositoryPrefix }),
    ...(jobQueue && { jobQueue }),
    ...(jobDefinition && { jobDefinition }),
  }
}
