import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createInputReader } from '../../../src/action/input-reader.ts'
import { readWorkflowRun } from '../../../src/action/workflow-run.ts'
import { runIdLabel, unansweredFields } from '../../../src/backends/docker/container.ts'
import { DockerBackend } from '../../../src/backends/docker/docker-backend.ts'
import { dockerBackendType } from '../../../src/backends/docker/docker-type.ts'
import { findInvalidInputs, planRun, runEnv } from '../../plan/fixtures.ts'
import { createFolder } from '../../run/fixtures.ts'
import { listContainers, runDocker } from '../../testbed/docker.ts'
import { startEngineProxy } from '../../testbed/engine-proxy.ts'
import { makeEmptyImage } from '../../testbed/images.ts'
import { createDockerConfig, startRegistry } from '../../testbed/registry.ts'
import { makeShellImage } from '../../testbed/shell-image.ts'
import { loadForEngine } from './load-for-engine.ts'

const orphan = { backend: 'Local', runId: 'run-1', outputUuid: 'u', fields: {} }
const services = {
  env: {},
  runId: 'no-such-run',
  identity: async () => {
    throw new Error('a container needs no identity to be removed')
  },
  origin: async () => readWorkflowRun({}, undefined),
}

const never = new AbortController().signal
const loadType = async () => (await import('../../../src/backends/docker/docker-type.ts')).dockerBackendType

/** Opens the backend of a run with this environment and home. */
function openBackend(env: Readonly<Record<string, string>> = {}, home = '/nonexistent', type = dockerBackendType) {
  return planType(type).open({
    ...{ env, home, origin: readWorkflowRun({}, undefined), timeoutMs: 1 },
    identity: services.identity,
    onWait: () => undefined,
    onSecret: async () => undefined,
  })
}

function planType(type: typeof dockerBackendType) {
  const addProblem = (where: string) => {
    throw new Error(where)
  }
  const request = { pipeClass: undefined, given: new Map(), configuration: {}, addProblem }
  return type.readInputs(createInputReader({}, [])).plan(request)
}

/** Prepares a container with the id of a run, which `create` creates. It is removed at the end of the test. */
async function prepareContainer() {
  const image = await makeShellImage('')
  const label = `${runIdLabel}=${crypto.randomUUID()}`
  onTestFinished(async () => {
    for (const id of await listContainers(label)) await runDocker(['rm', '--force', id])
    await image[Symbol.asyncDispose]()
  })
  return {
    runId: label.slice(runIdLabel.length + 1),
    create: () => runDocker(['create', '--label', label, image.name]),
    count: async () => (await listContainers(label)).length,
  }
}

/** Where the login is, by the host of the registry. */
interface LoginPlaces {
  readonly file?: (host: string) => object
  readonly variable?: (host: string) => object
}

const imageRequest = { pullPolicy: 'always', platform: undefined, dialect: undefined, needsVersion: false } as const

describe('dockerBackendType', () => {
  test('plans a container that ends with the step and gets its credentials as files', () => {
    expect(planRun(runEnv).backend).toMatchObject({
      kind: 'Local',
      can: { unit: 'container', outlivesStep: false, usesRunnerNetwork: true },
      credentials: { kind: 'files' },
      detachesOnCancel: false,
    })
  })

  test('opens the engine of the runner', () => {
    expect(openBackend()).toBeInstanceOf(DockerBackend)
  })

  test.each([
    ['`docker login`', { file: createDockerConfig }],
    ['the variable DOCKER_AUTH_CONFIG', { variable: createDockerConfig }],
  ])('logs in to a registry with the login of %s', async (_, { file = () => ({}), variable }: LoginPlaces) => {
    await using registry = await startRegistry({ isPrivate: true })
    await using image = await makeEmptyImage({ Cmd: ['dsdt_docker'] })
    const pinned = `${registry.host}/team/orders@${await registry.push(image.name, 'team/orders:1')}`
    const folder = await createFolder()
    await writeFile(join(folder, 'config.json'), JSON.stringify(file(registry.host)))
    const env = {
      DOCKER_CONFIG: folder,
      ...(variable && { DOCKER_AUTH_CONFIG: JSON.stringify(variable(registry.host)) }),
    }
    const request = { ...imageRequest, reference: `${registry.host}/team/orders:1`, runId: 'run-1' }
    expect(await openBackend(env).identifyImage?.(request, never)).toMatchObject({ pinned })
  })

  test('sends no login to a registry that has none', async () => {
    await using registry = await startRegistry({ isPrivate: true })
    const env = { DOCKER_AUTH_CONFIG: JSON.stringify(createDockerConfig('registry.example.com')) }
    const request = { ...imageRequest, reference: `${registry.host}/team/orders:1`, runId: 'run-1' }
    await expect(openBackend(env).identifyImage?.(request, never)).rejects.toThrow('needs a login')
  })

  test('explains a missing engine by the place of the step', async () => {
    const type = await loadForEngine('unix:///nonexistent/docker.sock', loadType)
    const request = { ...imageRequest, reference: 'orders:1', runId: 'run-1' }
    const work = openBackend({ RUNNER_OS: 'macOS' }, '/nonexistent', type).image(request, never)
    await expect(work).rejects.toMatchObject({
      verdict: 'docker-unavailable',
      advice: expect.stringMatching(/^This runner has macOS, .* `backend: AWSBatch`/),
    })
  })

  test('cannot attach to jobs', () => {
    expect(dockerBackendType.readInputs(createInputReader({}, [])).planAttach()).toBeUndefined()
    const attach = { INPUT_BACKEND: 'Local', 'INPUT_ATTACH-JOB-IDS': '00000000-0000-4000-8000-000000000001' }
    expect(findInvalidInputs(attach)).toStrictEqual(['backend'])
  })

  test('reports nothing when post finds no container of the run', async () => {
    expect(await dockerBackendType.endOrphan(orphan, services)).toBeUndefined()
  })

  test('removes the container that main left, also when the engine has not answered its creation', async () => {
    for (const fields of [{}, unansweredFields]) {
      const { runId, create, count } = await prepareContainer()
      await create()
      const sentence = await dockerBackendType.endOrphan({ ...orphan, runId, fields }, services)
      expect([sentence, await count()]).toStrictEqual(['Removed the container that main left.', 0])
    }
  })

  test('waits for a container that appears after main has ended', async () => {
    const { runId, create, count } = await prepareContainer()
    let looks = 0
    await using proxy = await startEngineProxy((call) => {
      if (call === 'GET /containers/json') looks += 1
      // The second look waits until the container is there: only the first finds none.
      return call === 'GET /containers/json' && looks === 2 ? create() : undefined
    })
    const type = await loadForEngine(proxy.host, loadType)
    const sentence = await type.endOrphan({ ...orphan, runId, fields: unansweredFields }, services)
    expect([sentence, looks, await count()]).toStrictEqual(['Removed the container that main left.', 2, 0])
  })

  test('says how to remove the container when the engine does not answer', async () => {
    const type = await loadForEngine('unix:///nonexistent/docker.sock', loadType)
    await expect(type.endOrphan(orphan, services)).rejects.toThrow(
      /^The Docker engine does not respond: .*ENOENT.*\. When the engine is back, remove the container with `docker rm --force --volumes \$\(docker ps --all --quiet --filter label=disdat\.run-action\.run-id=run-1\)`\.$/,
    )
  })
})
