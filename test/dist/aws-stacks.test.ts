import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { getField } from '../../src/lib/json.ts'
import { type Gate, startGate } from '../testbed/aws-gate.ts'
import { waitForNoContainers } from '../testbed/batch.ts'
import { createGateEnv } from '../testbed/batch-world.ts'
import { images } from '../testbed/docker.ts'
import { openHome } from '../testbed/dsdt.ts'
import { startGitHub } from '../testbed/github.ts'
import { startMoto } from '../testbed/moto.ts'
import { root } from '../testbed/process.ts'
import { runAction } from '../testbed/runner.ts'
import { deployStack, exampleParameters, readNetwork, readRole } from '../testbed/stacks.ts'
import { test as base } from '../testbed/world.ts'

const roles = ['disdat-ci', 'disdat-pull-request', 'disdat-job', 'disdat-execution']
const subjects = {
  production: 'repo:acme/pipelines:environment:production',
  pullRequest: 'repo:acme@123456/pipelines@456789:pull_request',
} as const
const pullRequest = { name: 'pull_request', number: 7, sha: '8d7ac81e30e4b5d9f6cb0bdd2c9a0d4f5e3b7a16' } as const

/** Lets STS and IAM check the roles of the stacks as they are deployed. */
async function enforceRoles(endpoint: string, gate: Gate): Promise<void> {
  for (const role of roles) {
    const { trust, policies } = await readRole(endpoint, role)
    gate.enforce(role, policies)
    const conditions = getField(Object(getField(JSON.parse(trust), 'Statement'))[0], 'Condition', 'StringEquals')
    const trusted = getField(conditions, 'token.actions.githubusercontent.com:sub')
    if (Array.isArray(trusted)) gate.trust(role, { subjects: trusted.map(String) })
  }
}

const test = base.extend('stack', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
  const own = new AsyncDisposableStack()
  onCleanup(() => own.disposeAsync())
  const moto = own.use(await startMoto())
  const gate = own.use(await startGate(moto.endpoint))
  const ci = await deployStack(moto.endpoint, 'disdat-ci', exampleParameters)
  const batch = await deployStack(moto.endpoint, 'disdat-batch', {
    ...(await readNetwork(moto.endpoint)),
    BucketName: exampleParameters.BucketName,
  })
  await enforceRoles(moto.endpoint, gate)
  const home = own.use(openHome(await mkdtemp(join(tmpdir(), 'home-')), moto))
  const outputs = new Map(Object.entries({ ...ci, ...batch }))
  const get = (name: string) => outputs.get(name) ?? ''
  const run = (inputs: Readonly<Record<string, string>>, options = {}) =>
    runAction({
      home: home.path,
      env: createGateEnv(gate),
      cwd: join(root, 'examples/pipeline'),
      inputs: {
        'role-to-assume': get('RoleToAssume'),
        'aws-region': get('AwsRegion'),
        remote: get('Remote'),
        context: get('Context'),
        image: images.luigi,
        'pipe-class': 'pipelines.orders.DailyOrders',
        'input-bundle': 'raw.orders',
        'input-param': 'orders',
        'output-bundle': 'orders.daily',
        params: 'day: 2026-01-05',
        'pull-output': 'false',
        ...inputs,
      },
      ...options,
    })
  return { gate, get, run }
})

const batch = (get: (name: string) => string) => ({
  backend: 'AWSBatch',
  'job-role-arn': get('JobRoleArn'),
  'execution-role-arn': get('ExecutionRoleArn'),
})

describe('on the deployed stacks, with exactly their roles,', () => {
  test('production creates the input and the output on the runner', async ({ stack: { gate, run } }) => {
    gate.claim({ sub: subjects.production })
    const { outputs } = await run({ network: 'host', 'input-path': 'sample/orders.csv' })
    expect(outputs).toMatchObject({ status: 'succeeded', 'output-bundle-uri': expect.stringContaining('/shop/') })
    expect(gate.denied).toEqual([])
  })

  test('production runs a job on Fargate', async ({ stack: { gate, get, run } }) => {
    gate.claim({ sub: subjects.production })
    const { outputs, annotations } = await run({ ...batch(get), 'job-queue': get('JobQueue'), force: 'true' })
    expect(outputs).toMatchObject({ status: 'succeeded' })
    expect(annotations).toEqual([])
    expect(gate.denied).toEqual([])
    await waitForNoContainers('disdat-fargate')
  })

  test('production can submit to the spot instances', async ({ stack: { gate, get, run } }) => {
    gate.claim({ sub: subjects.production })
    const { outputs } = await run({ ...batch(get), 'job-queue': get('SpotJobQueue'), 'dry-run': 'true' })
    expect(outputs).toMatchObject({ status: 'skipped' })
    expect(gate.denied).toEqual([])
  })

  test('a pull request runs in its sandbox, and not in the context of production', async ({
    stack: { gate, get, run },
  }) => {
    gate.claim({ sub: subjects.pullRequest })
    const role = { network: 'host', 'role-to-assume': get('PullRequestRoleToAssume') }
    const tried = await run({ ...role, context: 'pr-7', 'base-context': 'shop' }, { event: pullRequest })
    expect(tried.outputs).toMatchObject({ status: 'succeeded', changes: 'none' })
    expect(gate.denied).toEqual([])
    const refused = await run({ ...role, force: 'true' }, { event: pullRequest })
    expect(refused.outputs['status']).toBe('failed')
    expect(new Set(gate.denied.map((one) => one.split('/').slice(0, 4).join('/')))).toEqual(
      new Set(['s3:PutObject arn:aws:s3:::acme-data/disdat/context/shop']),
    )
  })

  test('the merge promotes the output of the sandbox', async ({ stack: { gate, run } }) => {
    const earlier = gate.denied.length
    const { number, sha } = pullRequest
    const commit = 'b'.repeat(40)
    await using github = await startGitHub({ merges: [{ number, commit, head: sha }] })
    gate.claim({ sub: subjects.production })
    const merged = await run(
      { network: 'host', promote: 'true', 'github-token': 'ghs_0123456789abcdefghijABCDEFGHIJ012345' },
      { event: { name: 'push', branch: 'main', sha: commit }, context: { GITHUB_API_URL: github.apiUrl } },
    )
    expect(merged.outputs, merged.log).toMatchObject({
      ...{ status: 'promoted', 'output-bundle-uri': expect.stringContaining('/shop/') },
    })
    // The step also looks for sandboxes of other names, of which docs/iam.md says that they need not be readable.
    expect(gate.denied.slice(earlier).filter((one) => !/context\/shop[-._]pr-7/.test(one))).toEqual([])
  })

  test('the closed pull request deletes its sandbox', async ({ stack: { gate, get, run } }) => {
    const earlier = gate.denied.length
    gate.claim({ sub: subjects.pullRequest })
    const cleaned = await run(
      { 'role-to-assume': get('PullRequestRoleToAssume'), context: 'pr-7', 'base-context': 'shop', cleanup: 'true' },
      { event: { ...pullRequest, payload: { action: 'closed' } } },
    )
    expect(cleaned.outputs, cleaned.log).toMatchObject({ status: 'succeeded' })
    expect(cleaned.log).toMatch(/Deleted from s3:\/\/acme-data\/disdat\/context\/pr-7: [1-9]\d* bundle/)
    expect(gate.denied.slice(earlier)).toEqual([])
  })

  test('a pull request cannot assume the role of production', async ({ stack: { gate, run } }) => {
    gate.claim({ sub: subjects.pullRequest })
    const { outputs } = await run({ network: 'host' })
    expect(outputs).toMatchObject({ status: 'failed', verdict: 'access-denied' })
  })
})
