import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { runFailingAction } from '../testbed/failing.ts'
import { test } from '../testbed/world.ts'

/** A `with:` block, and the expected error lines, one for each mistake. */
interface Case {
  readonly what: string
  readonly inputs: Readonly<Record<string, string>>
  readonly lines: readonly string[]
}

const pipeAdvice = 'Give `module.submodule.PipeClass`: Python names joined by dots, the class last.'
const nameAdvice =
  'Give a bundle name of at most 255 characters without slash, `..`, `::`, leading `-`, line break or other control character; or `-`.'
const remoteAdvice =
  'Give `s3://bucket/prefix`: a bucket of 3 to 63 lower-case letters, digits, dots and hyphens, and a prefix without `..`, `//` or unusual characters.'
const contextAdvice = 'Give `remote-context/local-context`, or one name for both: letters, digits, `_`, `-` and `.`.'
const tagAdvice = 'Write one `key:value` a line. Neither side may be empty.'
const reserved = 'Disdat or this action sets this tag. Choose another key.'
const empty =
  'has no value, and Disdat requires one. Leave the parameter out, or give it a value (in a YAML map if the value begins with `--`).'
const noSecrets = 'Credentials are not passed as variables: the pipe gets them from a file. Remove the line.'

const cases: readonly Case[] = [
  {
    what: 'a missing pipe class',
    inputs: { 'pipe-class': '' },
    lines: [`pipe-class: nothing given. Name the pipe to run. ${pipeAdvice}`],
  },
  {
    what: 'a class without a module, and a remote that is not a URL',
    inputs: { 'pipe-class': 'Sleeps', remote: 'acme/dsdt' },
    lines: [`pipe-class: got "Sleeps". ${pipeAdvice}`, `remote: got "acme/dsdt". ${remoteAdvice}`],
  },
  {
    what: 'a pipe class with shell syntax, and a URL with `..`',
    inputs: { 'pipe-class': 'pipelines.faults.Sleeps; rm -rf /', remote: 's3://acme/dsdt/../other' },
    lines: [
      `pipe-class: got "pipelines.faults.Sleeps; rm -rf /". ${pipeAdvice}`,
      `remote: got "s3://acme/dsdt/../other". ${remoteAdvice}`,
    ],
  },
  {
    what: 'names that lead out of their folder',
    inputs: { 'input-bundle': 'team/orders', 'output-bundle': '../../orders', context: '../shop' },
    lines: [
      `input-bundle: got "team/orders". It contains a slash. ${nameAdvice} A uuid is accepted too.`,
      `output-bundle: got "../../orders". It contains a slash. ${nameAdvice}`,
      `context: got "../shop". ${contextAdvice}`,
    ],
  },
  {
    what: 'names with a line break and with `::`',
    inputs: { 'input-bundle': 'raw\n::error::orders', 'output-bundle': 'raw::orders' },
    lines: [
      `input-bundle: got "raw\\n::error::orders". It contains a line break or another control character. ${nameAdvice} A uuid is accepted too.`,
      `output-bundle: got "raw::orders". It contains \`::\`. ${nameAdvice}`,
    ],
  },
  {
    what: 'names with `..` and with 300 characters',
    inputs: { 'input-bundle': 'raw..orders', 'output-bundle': 'x'.repeat(300) },
    lines: [
      `input-bundle: got "raw..orders". It contains \`..\`. ${nameAdvice} A uuid is accepted too.`,
      `output-bundle: got "${'x'.repeat(120)}…". It is 300 characters long, the limit is 255. ${nameAdvice}`,
    ],
  },
  {
    what: 'an empty bucket, and a context of three parts',
    inputs: { remote: 's3://', context: 'a/b/c' },
    lines: [`remote: got "s3://". ${remoteAdvice}`, `context: got "a/b/c". ${contextAdvice}`],
  },
  {
    what: 'a bucket name that S3 does not allow, and a quote that is not closed',
    inputs: { remote: 's3://Acme_Data/dsdt', params: '--name "two words' },
    lines: [
      'params: got "--name \\"two words". A quote is not closed.',
      `remote: got "s3://Acme_Data/dsdt". ${remoteAdvice}`,
    ],
  },
  {
    what: 'malformed tags, duplicate tags, and tags that Disdat reserves',
    inputs: {
      'input-bundle': 'raw_orders',
      'input-tags': 'nightly\n:x\nteam:\nteam:sales\nteam:ads\nmy team:x',
      'output-tags': 'committed:True\nroot_task:True\n__param.day:1\nteam:sales',
    },
    lines: [
      `input-tags: got "nightly". ${tagAdvice}`,
      `input-tags: got ":x". ${tagAdvice}`,
      `input-tags: got "team:". ${tagAdvice}`,
      'input-tags: got "team:ads". This key is given twice. Give it once.',
      'input-tags: got "my team:x". A key must not contain spaces or begin with `-`, which Disdat reads as an option.',
      `output-tags: got "committed:True". ${reserved}`,
      `output-tags: got "root_task:True". ${reserved}`,
      `output-tags: got "__param.day:1". ${reserved}`,
    ],
  },
  {
    what: 'parameters that are not YAML, with the line',
    inputs: { params: 'day: 2026-01-05\nregions: [eu, us\nlimit: 3\n' },
    lines: [
      'params: got "limit: 3". Not valid YAML at line 3, column 1: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
  },
  {
    what: 'a duplicate parameter, with the line',
    inputs: { params: 'day: 1\nlimit: 3\nday: 2' },
    lines: ['params: got "day". This key is given twice (line 3). Give it once.'],
  },
  {
    what: 'runs that are wrong, each with its line',
    inputs: {
      runs: 'clean:\n  each: { day: 2026-07-01..2026-12-31 }\ndaily:\n  needs: claen\n  input-param: orders\n  vcpus: many\n',
    },
    lines: [
      'runs, line 1, clean: got "185 runs". `max-runs` allows 100. 184 of them are of `clean`. Shorten a range, or set `max-runs: 185`.',
      'runs, line 4, daily.needs: got "claen". No run has this name. Did you mean "clean"?',
      'runs, line 6, daily.vcpus: got "many". Give a number from 0.01 to 1024.',
      'runs, line 5, daily.input-param: got "orders". It receives the uuid of the input bundle: set `input-bundle` too.',
    ],
  },
  {
    what: 'parameters that would reach the pipe as other values',
    inputs: { params: 'day: "\\ud800"\nlimits: [1, .inf, 0xFFFFFFFFFFFFFFFF]\nids: [007]\nbase: &base 1\n' },
    lines: [
      'params: got "&base". YAML anchors are not supported (line 4). Write the value, in quotes if it is a text.',
    ],
  },
  {
    what: 'parameters that JSON and UTF-8 cannot hold as they are written',
    inputs: { params: 'day: "\\ud800"\nlimits: [1, .inf, 0xFFFFFFFFFFFFFFFF]\nids: [007]\n' },
    lines: [
      'params: got "day". Parameter `day` contains half of a surrogate pair, which is not text.',
      'params: got ".inf". JSON, in which lists and maps reach the pipe, has no such number (line 2). Write it in quotes if it is a text.',
      'params: got "007". A leading zero means octal in YAML 1.1 and nothing in YAML 1.2 (line 3). Write it in quotes if it is a text, or without the zero.',
    ],
  },
  {
    what: 'parameters that are a list',
    inputs: { params: '- day\n- limit' },
    lines: ['params: got "- day\\n- limit". Write a YAML map (`name: value`, one a line) or `--name value` pairs.'],
  },
  {
    what: 'parameters with empty values and with invalid names',
    inputs: { params: 'day:\nlimit: ""\nto day: 1\n' },
    lines: [
      `params: got "day". Parameter \`day\` ${empty}`,
      `params: got "limit". Parameter \`limit\` ${empty}`,
      'params: got "to day". The name of a parameter is a Python identifier: letters, digits and `_` (line 3).',
    ],
  },
  {
    what: '`--name value` pairs without values',
    inputs: { params: '--day "" --limit 3 --last' },
    lines: [`params: got "day". Parameter \`day\` ${empty}`, `params: got "last". Parameter \`last\` ${empty}`],
  },
  {
    what: 'invalid booleans',
    inputs: { force: 'yes', 'force-all': '1', 'push-input': 'flase', 'pull-output': 'on', summary: 'no' },
    lines: [
      'force: got "yes". Allowed: true, false.',
      'force-all: got "1". Allowed: true, false.',
      'push-input: got "flase". Allowed: true, false. Did you mean "false"?',
      'pull-output: got "on". Allowed: true, false, metadata.',
      'summary: got "no". Allowed: true, false.',
    ],
  },
  {
    what: 'numbers out of range',
    inputs: {
      workers: '0',
      vcpus: '-1',
      memory: '5',
      'shm-size-mib': '1.5',
      gpus: 'two',
      'run-timeout-minutes': '7201',
      'log-tail-lines': '1e3',
    },
    lines: [
      'shm-size-mib: got "1.5". Give a whole number, or `shm-size`, which replaces this input.',
      'workers: got "0". Give a whole number from 1 to 512.',
      'run-timeout-minutes: got "7201". Give a number from 0.01 to 7200.',
      'vcpus: got "-1". Give a number from 0.01 to 1024.',
      'memory: got "5". Give a number with its unit, such as `4GiB` or `512MiB`, from 6 MiB to 16 TiB.',
      'gpus: got "two". Give a whole number from 1 to 64.',
      'log-tail-lines: got "1e3". Give a whole number from 0 to 1000.',
    ],
  },
  {
    what: 'Batch without a queue',
    inputs: { backend: 'AWSBatch' },
    lines: [
      'job-queue: nothing given. Name the queue here, or as `aws_batch_queue` in the `[run]` section of `config-file`.',
    ],
  },
  {
    what: 'an image beside a job definition that fixes it',
    inputs: { backend: 'AWSBatch', 'job-queue': 'q', 'job-definition': 'orders:3', image: 'acme/orders:1' },
    lines: [
      'image: got "acme/orders:1". A job definition fixes this, and Batch cannot override it. Give `job-definition` or this input.',
    ],
  },
  {
    what: 'a part of the name of a backend',
    inputs: { backend: 'Batch' },
    lines: ['backend: got "Batch". Allowed: Local, AWSBatch. Did you mean "AWSBatch"?'],
  },
  {
    what: 'a mistyped backend',
    inputs: { backend: 'locl' },
    lines: ['backend: got "locl". Allowed: Local, AWSBatch. Did you mean "Local"?'],
  },
  {
    what: 'mistyped choices, images, registries and regions',
    inputs: {
      'pull-policy': 'allways',
      dialect: 'luiggi',
      platform: 'arm64',
      network: 'my network',
      image: 'Acme/Orders',
      registry: 'https://ghcr.io',
      'repository-prefix': '/team',
      'aws-region': 'eu central 1',
    },
    lines: [
      'image: got "Acme/Orders". Give an image reference in lower case: `[host[:port]/]name[:tag][@sha256:…]`.',
      'registry: got "https://ghcr.io". Give a registry host such as `ghcr.io` or `localhost:5000`, without `https://`; or `*ECR*`.',
      'repository-prefix: got "/team". Give lower-case path parts such as `team/pipelines`.',
      'pull-policy: got "allways". Allowed: missing, always, never. Did you mean "always"?',
      'platform: got "arm64". Give `os/architecture`, such as `linux/amd64` or `linux/arm64`.',
      'network: got "my network". Give the name of a Docker network, or `host`.',
      'dialect: got "luiggi". Allowed: auto, classic, luigi, disdat-0.7.1, disdat-0.7.2, disdat-0.8.0, disdat-0.8.1, disdat-0.8.3, disdat-0.8.13, disdat-0.9.6. Did you mean "luigi"?',
      'aws-region: got "eu central 1". Give a name of at most 63 letters, digits and hyphens.',
    ],
  },
  {
    what: '`input-param` without an input bundle, and choices that images of disdat 0.8 do not support',
    inputs: {
      'input-param': 'orders',
      'force-all': 'true',
      'output-tags': 'at:09:30',
      params: 'run: --entrypoint',
      dialect: 'disdat-0.8.12',
    },
    lines: [
      'input-param: got "orders". It receives the uuid of the input bundle: set `input-bundle` too.',
      'force-all: got "true". Images of disdat 0.8.3 to 0.8.12 support `force` only. Use it, or build the image with disdat 0.8.13 or later.',
      'output-tags: got "at:09:30". Images of disdat 0.8.3 to 0.8.12 split a tag at every colon. Use another character in key and value.',
      'params: got "run: --entrypoint". This value collides with the option `--entrypoint` of images of disdat 0.8.3 to 0.8.12. Use another value.',
    ],
  },
  {
    what: 'an input parameter that `params` gives too',
    inputs: { 'input-bundle': 'raw_orders', 'input-param': 'orders', params: 'orders: 123' },
    lines: ['input-param: got "orders". This parameter is also in `params`. Give it once.'],
  },
  {
    what: 'a configuration file that does not exist',
    inputs: { 'config-file': '/nowhere/disdat.cfg' },
    lines: ['config-file: got "/nowhere/disdat.cfg". The file does not exist.'],
  },
]

function formatError(lines: readonly string[]): string {
  const count = lines.length === 1 ? '1 input error' : `${lines.length} input errors`
  const list = lines.map((line) => `- ${line}\n`).join('')
  return `invalid-input: ${count}:\n${list}Fix the \`with:\` block of the step. Nothing was started.`
}

const pipe = { 'pipe-class': 'pipelines.faults.Sleeps' }

describe('the step fails and starts nothing', () => {
  test.for(cases)('for $what', async ({ inputs, lines }, { world }) => {
    const { error, result } = await runFailingAction(world, { ...pipe, ...inputs })
    expect(error).toBe(formatError(lines))
    expect(result.outputs).toMatchObject({ verdict: 'invalid-input' })
    expect(result.outputs['job-id']).toBeUndefined()
  })

  test('without a remote and a context, in a home without Disdat', async ({ world }) => {
    const { path: home } = await world.createEmptyHome()
    const { error } = await runFailingAction(world, pipe, { home })
    expect(error).toBe(
      formatError([
        'remote: nothing given. Give `s3://bucket/prefix`, or use a local context that is bound to a remote (`dsdt remote`).',
        'context: nothing given. Give `remote-context/local-context` or one name for both, or switch to a local context (`dsdt switch`).',
      ]),
    )
  })

  test('for credentials in `env`, and never shows them', async ({ world }) => {
    const secrets = { AWS_SESSION_TOKEN: 'hush-hush-token', AWS_PROFILE: 'hush-hush-profile' }
    const lines = ['AWS_SECRET_ACCESS_KEY=hush-hush-key', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'hush hush line', 'DAY=1']
    const temp = await mkdtemp(join(tmpdir(), 'temp-'))
    try {
      const { error, result } = await runFailingAction(
        world,
        { ...pipe, env: lines.join('\n') },
        { env: secrets, temp },
      )
      expect(error).toBe(
        formatError([
          `env: got "AWS_SECRET_ACCESS_KEY=…". ${noSecrets}`,
          `env: got "AWS_SESSION_TOKEN". ${noSecrets}`,
          `env: got "AWS_PROFILE". ${noSecrets}`,
          'env: got "…". Line 4 is not shown, because it may be a secret. Write `NAME` or `NAME=value`, one a line. A name has letters, digits and `_`.',
        ]),
      )
      expect(JSON.stringify(result)).not.toContain('hush')
      expect(await readFile(result.outputs['result-file'] ?? '', 'utf8')).not.toContain('hush')
    } finally {
      await rm(temp, { recursive: true })
    }
  })

  test('without calling Docker, S3 or a source of credentials', async ({ world }) => {
    const env = {
      DOCKER_HOST: 'tcp://127.0.0.1:1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
    }
    const { error } = await runFailingAction(world, { ...pipe, force: 'maybe' }, { env })
    expect(error).toBe(formatError(['force: got "maybe". Allowed: true, false.']))
  })
})
