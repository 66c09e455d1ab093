import { describe, expect, test } from 'vitest'
import type { CredentialsDelivery } from '../../src/backends/backend-type.ts'
import type { Dialect } from '../../src/disdat/generations.ts'
import { createRemote } from '../../src/remote/remote.ts'
import type { Dependencies } from '../../src/run/dependencies.ts'
import { logDryRun } from '../../src/run/dry-run.ts'
import { planRun, runEnv } from '../plan/fixtures.ts'
import { openTestStore } from '../remote/helpers.ts'
import { createContext, createTaskFor } from './fixtures.ts'

const task = createTaskFor('4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f')
const env = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'us-east-1' }

/** The lines of a dry run with these inputs. */
async function log(
  inputs: Readonly<Record<string, string>> = {},
  dependencies: Partial<Dependencies> = {},
  credentials: CredentialsDelivery = { kind: 'files' },
  dialect: Dialect = 'luigi',
) {
  const planned = planRun({ ...runEnv, ...inputs })
  const run = { ...planned, backend: { ...planned.backend, credentials } }
  const { context, lines } = createContext({ run, dependencies, backend: { dryRun: async () => 'docker run …' } })
  const remote = createRemote(await openTestStore('acme', env), { url: 's3://acme/dsdt', context: 'prod' })
  await logDryRun(context, { ...task, image: { ...task.image, dialect } }, remote)
  return lines
}

const pipeLine = 'The pipe and the step need these permissions:\n{\n  "pipe": "prod",\n  "region": "us-east-1"\n}'

describe('logDryRun', () => {
  test('prints what would be requested, and the policy of the pipe', async () => {
    expect(await log()).toStrictEqual(['docker run …', pipeLine])
  })

  test('says that credentials would be in the environment', async () => {
    const lines = await log({}, {}, { kind: 'environment', durationSeconds: 3600, queueTimeoutMs: 0 })
    expect(lines).toStrictEqual([
      'docker run …',
      'The environment of the overrides would also contain credentials for the pipe.',
      pipeLine,
    ])
  })

  test('prints what the step also needs for index, sandbox and ECR', async () => {
    const inputs = { 'INPUT_BASE-CONTEXT': 'base', INPUT_REGISTRY: '*ECR*' }
    const lines = await log(inputs, { createIndexStatement: ({ context }) => ({ index: context }) })
    const [title = '', ...rest] = lines.at(-1)?.split('\n') ?? []
    expect(title).toBe('The step also needs these permissions:')
    expect(JSON.parse(rest.join('\n'))).toStrictEqual([
      { index: 'prod' },
      { base: 'base', region: 'us-east-1' },
      { Effect: 'Allow', Action: 'ecr:DescribeRepositories', Resource: '*' },
    ])
  })

  test('prints what the step also needs to promote', async () => {
    const lines = await log({ INPUT_PROMOTE: 'true' })
    const [title, ...rest] = lines.at(-1)?.split('\n') ?? []
    expect(title).toBe('The step also needs these permissions:')
    expect(JSON.parse(rest.join('\n'))).toStrictEqual([{ sandboxesOf: 'prod', region: 'us-east-1' }])
  })

  test('prints what the step also needs for an image that checks the prefix key', async () => {
    const lines = await log({}, {}, { kind: 'files' }, 'disdat-0.7.2')
    expect(lines.at(-1)).toContain('"prefixKey": true')
  })
})
