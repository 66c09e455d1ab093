import type { Job } from '../backend.ts'

/** The console's host of a partition: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/console-urls.html */
const hosts: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
}

/** Pages of the AWS console in a region; undefined in a partition whose console is not known. */
export class ConsoleLinks {
  readonly #base: string | undefined
  readonly #region: string

  constructor(partition: string, region: string) {
    const host = hosts[partition]
    this.#region = region
    this.#base = host && (partition === 'aws' ? `https://${region}.${host}` : `https://${host}`)
  }

  /** A job's own page, and those of its definition and its queue, by their ARNs. Names are not encoded there. */
  job(
    id: string,
    { definition, queue }: { readonly definition?: string | undefined; readonly queue?: string | undefined } = {},
  ): Pick<Job, 'queue' | 'url' | 'definitionUrl' | 'queueUrl'> {
    const url = this.#page(`batch/home?region=${this.#region}#jobs/detail/${encodeURIComponent(id)}`)
    const definitionUrl =
      definition && this.#page(`batch/home?region=${this.#region}#job-definition/detail/${definition}`)
    const queueUrl = queue && this.#page(`batch/home?region=${this.#region}#queues/detail/${queue}`)
    const name = queue?.split('/').at(-1)
    return {
      ...(name && { queue: name }),
      ...(url && { url }),
      ...(definitionUrl && { definitionUrl }),
      ...(queueUrl && { queueUrl }),
    }
  }

  log(group: string, stream: string): string | undefined {
    // Behind the # names are encoded twice, with $ in the place of %.
    const name = (text: string) => encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$')
    return this.#page(
      `cloudwatch/home?region=${this.#region}#logsV2:log-groups/log-group/${name(group)}/log-events/${name(stream)}`,
    )
  }

  #page(path: string): string | undefined {
    return this.#base && `${this.#base}/${path}`
  }
}
