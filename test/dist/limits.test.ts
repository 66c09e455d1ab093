import { randomBytes } from 'node:crypto'
import { describe, expect } from 'vitest'
import { docker } from '../testbed/docker.ts'
import { test as base, inspectAtStart, runLabel, stateOf } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.ShowsEnvironment', 'pull-output': 'false' }
const mib = 1024 * 1024

const test = base.extend('limited', { scope: 'file' }, async ({ world }) => {
  const { onLine, done } = inspectAtStart()
  const run = await world.act(
    {
      ...pipe,
      vcpus: '1.5',
      'memory-mib': '640',
      'shm-size-mib': '96',
      platform: process.arch === 'arm64' ? 'linux/arm64' : 'linux/amd64',
      'aws-region': 'eu-central-1',
      env: 'GREETING=hello: world = 1\nPASSED_ON\nNOT_SET_HERE\nEMPTY=',
    },
    {
      onLine,
      env: {
        PASSED_ON: 'the runner’s own',
        NOT_NAMED: 'stays outside',
        AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9',
        HTTPS_PROXY: 'http://someone:pass%20word@127.0.0.1:9',
        no_proxy: '127.0.0.1,localhost',
      },
    },
  )
  const shown = run.text.map(({ line }) => line).find((line) => line.startsWith('{"environment"'))
  const inside: unknown = JSON.parse(shown ?? '{}')
  return { run, inside, ...(await done) }
})

describe('a container', () => {
  test('has the CPUs, the memory and the shared memory that were asked for', ({ limited: { inside, container } }) => {
    expect(inside).toMatchObject({
      // With cgroups v2 one file holds quota and period.
      cpu_quota: expect.stringMatching(/^150000( 100000)?$/),
      cpu_period: expect.stringMatching(/^(150000 )?100000$/),
      memory: String(640 * mib),
      shm_bytes: 96 * mib,
    })
    // No swap beside it.
    expect(container).toMatchObject({ HostConfig: { Memory: 640 * mib, MemorySwap: 640 * mib } })
  })

  test('has an init process', ({ limited: { inside, container } }) => {
    expect(inside).toMatchObject({ init: expect.stringMatching(/^(docker-init|tini)$/) })
    expect(inside).not.toMatchObject({ pid: 1 })
    expect(container).toMatchObject({ HostConfig: { Init: true } })
  })

  test('is named after image and run, and labelled with the run', ({ limited: { run, container } }) => {
    const { runId } = stateOf(run)
    expect(container).toMatchObject({
      Name: `/disdat-pipelines-faults-${runId}`,
      Config: { Labels: { [runLabel]: runId } },
    })
    expect(run.outputs['job-name']).toBe(`disdat-pipelines-faults-${runId}`)
  })

  test('gets what Python and Disdat go by', ({ limited: { container } }) => {
    // Half a CPU is one that Disdat can count on.
    expect(container).toMatchObject({
      Config: { Env: expect.arrayContaining(['PYTHONUNBUFFERED=1', 'DISDAT_CPU_COUNT=2']) },
    })
  })

  test('gets the region', ({ limited: { container } }) => {
    expect(container).toMatchObject({
      Config: { Env: expect.arrayContaining(['AWS_REGION=eu-central-1', 'AWS_DEFAULT_REGION=eu-central-1']) },
    })
  })

  test('gets the variables of `env`, by value or by name, and no other', ({ limited: { inside, container, run } }) => {
    expect(container).toMatchObject({
      Config: { Env: expect.arrayContaining(['GREETING=hello: world = 1', 'PASSED_ON=the runner’s own', 'EMPTY=']) },
    })
    for (const name of ['NOT_NAMED', 'NOT_SET_HERE', 'GITHUB_SHA', 'RUNNER_TEMP']) {
      expect(inside).toMatchObject({ environment: expect.not.arrayContaining([name]) })
    }
    expect(run.annotations).toEqual([
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('NOT_SET_HERE is not set') }),
    ])
  })

  test('gets the endpoints and proxies of the runner', ({ account, limited: { container } }) => {
    const passedOn = [
      `AWS_ENDPOINT_URL=${account.endpoint}`,
      'AWS_ENDPOINT_URL_SQS=http://127.0.0.1:9',
      'HTTPS_PROXY=http://someone:pass%20word@127.0.0.1:9',
      `NO_PROXY=${account.env['NO_PROXY']}`,
      'no_proxy=127.0.0.1,localhost',
    ]
    expect(container).toMatchObject({ Config: { Env: expect.arrayContaining(passedOn) } })
  })

  test('the proxy’s password is masked', ({ limited: { run } }) => {
    expect(run.masks).toEqual(expect.arrayContaining(['pass%20word', 'pass word']))
  })

  test('has the network that was asked for', ({ limited: { container } }) => {
    expect(container).toMatchObject({ HostConfig: { NetworkMode: 'host' } })
  })
})

test('pull-output: false brings nothing here', async ({ world, limited: { run } }) => {
  const uuid = run.outputs['output-bundle-uuid'] ?? ''
  expect(run.outputs).toMatchObject({ status: 'succeeded' })
  expect(run.outputs['output-path']).toBeUndefined()
  expect(await world.keys(`dsdt/context/shop/objects/${uuid}/`)).not.toEqual([])
  expect((await world.home.dsdt('ls', '-v')).stdout).not.toContain(uuid)
})

test('without inputs there are no limits', async ({ world }) => {
  const { onLine, done } = inspectAtStart()
  const run = await world.act({ ...pipe, force: 'true' }, { onLine })
  const { container } = await done
  expect(container).toMatchObject({
    HostConfig: { NanoCpus: 0, Memory: 0, DeviceRequests: null },
    Config: { Env: expect.not.arrayContaining([expect.stringMatching(/^DISDAT_CPU_COUNT=/)]) },
  })
  expect(run.outputs['status']).toBe('succeeded')
})

describe('a network', () => {
  test('of that name is joined; what the container cannot reach from there is said', async ({ world }) => {
    const network = `disdat-run-action-test-${randomBytes(4).toString('hex')}`
    const made = await docker(['network', 'create', network])
    expect(made.stderr).toBe('')
    try {
      const { onLine, done } = inspectAtStart()
      const run = await world.act({ ...pipe, network }, { onLine })
      expect((await done).container).toMatchObject({ HostConfig: { NetworkMode: network } })
      expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'remote-unreachable' })
    } finally {
      await docker(['network', 'rm', network])
    }
  })

  test('that is not there', async ({ world }) => {
    const run = await world.act({ ...pipe, network: 'no-such-network' })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    expect(run.annotations[0]?.message).toContain('network: the engine has no network no-such-network.')
  })
})

test('GPUs where there are none', async ({ world }) => {
  const run = await world.act({ ...pipe, gpus: '64' })
  expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
  expect(run.annotations[0]?.message).toContain('gpus: the engine cannot give GPUs')
})
