import type { Job } from '../backend.ts'

/** The console's host in each partition: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/console-urls.html */
const hosts: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
}

/** Addresses of pages in the AWS console of a region; undefined in a partition whose console is unknown. */
export class ConsoleLinks {
  readonly #base: string | undefined
  readonly #region: string

  constructor(partition: string, region: string) {
    const host = hosts[partition]
    this.#region = region
    this.#base = host && (partition === 'aws' ? `https://${region}.${host}` : `https://${host}`)
  }

  /** The pages of a job and of the definition and queue with these ARNs. The console does not encode ARNs. */
  getJobLinks(
    id: string,
    { definition, queue }: { readonly definition?: string | undefined; readonly queue?: string | undefined } = {},
  ): Pick<Job, 'queue' | 'url' | 'definitionUrl' | 'queueUrl'> {
    const url = this.#getUrl(`batch/home?region=${this.#region}#jobs/detail/${encodeURIComponent(id)}`)
    const definitionUrl =
      definition && this.#getUrl(`batch/home?region=${this.#region}#job-definition/detail/${definition}`)
    const queueUrl = queue && this.#getUrl(`batch/home?region=${this.#region}#queues/detail/${queue}`)
    const name = queue?.split('/').at(-1)
    return {
      ...(name && { queue: name }),
      ...(url && { url }),
      ...(definitionUrl && { definitionUrl }),
      ...(queueUrl && { queueUrl }),
    }
  }

  /** The page of a log stream. */
  getLogUrl(group: string, stream: string): string | undefined {
    // The console encodes names in the fragment twice, with $ instead of %.
    const encode = (name: string) => encodeURIComponent(encodeURIComponent(name)).replaceAll('%', '$')
    return this.#getUrl(
      `cloudwatch/home?region=${this.#region}#logsV2:log-groups/log-group/${encode(group)}/log-events/${encode(stream)}`,
    )
  }

  #getUrl(path: string): string | undefined {
    return this.#base && `${this.#base}/${path}`
  }
}
