/** The console's host of a partition: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/console-urls.html */
const hosts: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
}

/** Pages of the AWS console in a region; undefined in a partition whose console is not known. */
export class Links {
  readonly #base: string | undefined
  readonly #region: string

  constructor(partition: string, region: string) {
    const host = hosts[partition]
    this.#region = region
    this.#base = host && (partition === 'aws' ? `https://${region}.${host}` : `https://${host}`)
  }

  job(id: string): string | undefined {
    return this.#page(`batch/home?region=${this.#region}#jobs/detail/${encodeURIComponent(id)}`)
  }

  definition(arn: string): string | undefined {
    return this.#page(`batch/home?region=${this.#region}#job-definition/detail/${arn}`)
  }

  queue(arn: string): string | undefined {
    return this.#page(`batch/home?region=${this.#region}#queues/detail/${arn}`)
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
