import { randomBytes } from 'node:crypto'
import { describe, expect } from 'vitest'
import { runDocker } from '../testbed/docker.ts'
import { test as base, inspectAtStart, readState, runLabel } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.ShowsEnvironment', 'pull-output': 'false' }
const mib = 1024 * 1024

const test = base.extend('limited', { scope: 'file' }, async ({ world }) => {
  const { onLine, done } = inspectAtStart()
  const run = await world.runAction(
    {
      ...pipe,
      vcpus: '1.5',
      memory: '640MiB',
      'shm-size': '96MiB',
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

describe('the container', () => {
  test('has the requested CPUs, memory and shared memory', ({ limited: { inside, container } }) => {
    expect(inside).toMatchObject({
      // With cgroups v2, one file contains quota and period.
      cpu_quota: expect.stringMatching(/^150000( 100000)?$/),
      cpu_period: expect.stringMatching(/^(150000 )?100000$/),
      memory: String(640 * mib),
      shm_bytes: 96 * mib,
    })
    // The container has no swap.
    expect(container).toMatchObject({ HostConfig: { Memory: 640 * mib, MemorySwap: 640 * mib } })
  })

  test('has an init process', ({ limited: { inside, container } }) => {
    expect(inside).toMatchObject({ init: expect.stringMatching(/^(docker-init|tini)$/) })
    expect(inside).not.toMatchObject({ pid: 1 })
    expect(container).toMatchObject({ HostConfig: { Init: true } })
  })

  test('has a name from image and run, and labels of the run', ({ limited: { run, container } }) => {
    const { runId } = readState(run)
    expect(container).toMatchObject({
      Name: `/disdat-pipelines-faults-${runId}`,
      Config: { Labels: { [runLabel]: runId } },
    })
    expect(run.outputs['job-name']).toBe(`disdat-pipelines-faults-${runId}`)
  })

  test('gets the variables of Python and Disdat', ({ limited: { container } }) => {
    expect(container).toMatchObject({
      Config: { Env: expect.arrayContaining(['PYTHONUNBUFFERED=1', 'DISDAT_CPU_COUNT=16']) },
    })
  })

  test('gets the AWS region', ({ limited: { container } }) => {
    expect(container).toMatchObject({
      Config: { Env: expect.arrayContaining(['AWS_REGION=eu-central-1', 'AWS_DEFAULT_REGION=eu-central-1']) },
    })
  })

  test('gets the variables of `env`, by value or by name, and no others', ({ limited: { inside, container, run } }) => {
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

  test('has a proxy whose password is masked', ({ limited: { run } }) => {
    expect(run.masks).toEqual(expect.arrayContaining(['pass%20word', 'pass word']))
  })

  test('has the requested network', ({ limited: { container } }) => {
    expect(container).toMatchObject({ HostConfig: { NetworkMode: 'host' } })
  })
})

test('leaves no output in the home with `pull-output: false`', async ({ world, limited: { run } }) => {
  const uuid = run.outputs['output-bundle-uuid'] ?? ''
  expect(run.outputs).toMatchObject({ status: 'succeeded' })
  expect(run.outputs['output-path']).toBeUndefined()
  expect(await world.listKeys(`dsdt/context/shop/objects/${uuid}/`)).not.toEqual([])
  expect((await world.home.runDsdt('ls', '-v')).stdout).not.toContain(uuid)
})

test('a step without resource inputs sets no limits', async ({ world }) => {
  const { onLine, done } = inspectAtStart()
  const run = await world.runAction({ ...pipe, force: 'true' }, { onLine })
  const { container } = await done
  expect(container).toMatchObject({
    HostConfig: { NanoCpus: 0, Memory: 0, DeviceRequests: null },
  })
  expect(run.outputs['status']).toBe('succeeded')
})

describe('the network', () => {
  test('is joined, and a failure names what the container cannot reach', async ({ world }) => {
    const network = `disdat-run-action-test-${randomBytes(4).toString('hex')}`
    const made = await runDocker(['network', 'create', network])
    expect(made.stderr).toBe('')
    try {
      const { onLine, done } = inspectAtStart()
      const run = await world.runAction({ ...pipe, network }, { onLine })
      expect((await done).container).toMatchObject({ HostConfig: { NetworkMode: network } })
      expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'remote-unreachable' })
    } finally {
      await runDocker(['network', 'rm', network])
    }
  })

  test('fails the step when it does not exist', async ({ world }) => {
    const run = await world.runAction({ ...pipe, network: 'no-such-network' })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    expect(run.annotations[0]?.message).toContain('network: the engine has no network no-such-network.')
  })
})

test('a step with `gpus` fails on an engine without GPUs', async ({ world }) => {
  const run = await world.runAction({ ...pipe, gpus: '64' })
  expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
  expect(run.annotations[0]?.message).toContain('gpus: the machine has no usable GPU')
})
