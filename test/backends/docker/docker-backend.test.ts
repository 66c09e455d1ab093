import { describe, expect, onTestFinished, test } from 'vitest'
import type { JobListener, Task } from '../../../src/backends/backend.ts'
import { runIdLabel } from '../../../src/backends/docker/container.ts'
import { DockerBackend, isUnanswered } from '../../../src/backends/docker/docker-backend.ts'
import { listContainers, runDocker } from '../../testbed/docker.ts'
import { makeShellImage } from '../../testbed/shell-image.ts'
import { startEngineWire } from './engine-wire.ts'
import { minimalTask } from './fixtures.ts'
import { loadForEngine } from './load-for-engine.ts'

const never = new AbortController().signal

/** A task on the real engine whose `dsdt_docker` is this script. Everything is removed at the end of the test. */
async function createTask(script: string, overrides: Partial<Task> = {}) {
  const image = await makeShellImage(script)
  const backend = new DockerBackend(async () => undefined)
  const runId = crypto.randomUUID()
  onTestFinished(async () => {
    await backend.stop(runId)
    await image[Symbol.asyncDispose]()
  })
  const own = { needsVersion: false, runId: 'run-1' }
  const reference = {
    ...own,
    reference: image.name,
    pullPolicy: 'never',
    platform: undefined,
    dialect: 'luigi',
  } as const
  const task: Task = {
    ...minimalTask,
    runId,
    name: `disdat-run-action-test-${runId}`,
    image: await backend.image(reference, never),
    argv: ['dsdt_docker'],
    network: 'none',
    ...overrides,
  }
  const countContainers = async () => (await listContainers(`${runIdLabel}=${runId}`)).length
  return { backend, task, runId, countContainers }
}

/** A listener that collects lines, and calls `onLine` for each. */
function createListener(onLine: (line: string) => void = () => undefined) {
  const lines: string[] = []
  const ignore = async () => undefined
  const listener: JobListener = {
    lines: async (stream, texts) => {
      for (const text of texts) {
        lines.push(`${stream}: ${text}`)
        onLine(text)
      }
    },
    changed: ignore,
    attempt: ignore,
    known: ignore,
  }
  return { listener, lines }
}

describe('DockerBackend', () => {
  test('reads the size of the machine of the engine', async () => {
    const { stdout } = await runDocker(['info', '--format', '{{.NCPU}} {{.MemTotal}}'])
    const [vcpus = 0, bytes = 0] = stdout.split(' ').map(Number)
    const size = await new DockerBackend(async () => undefined).readMachineSize(never)
    expect(size).toStrictEqual({ vcpus, memoryMib: Math.floor(bytes / 2 ** 20) })
    expect(size.memoryMib).toBeGreaterThan(0)
  })

  test('runs a container, and returns its lines and exit code', async () => {
    const { backend, task, runId, countContainers } = await createTask('echo out; echo err >&2; exit 7')
    const { listener, lines } = createListener()
    const result = await backend.follow(await backend.launch(task, never), listener, never)
    expect(result).toStrictEqual({ exitCode: 7, outOfMemory: false })
    expect(lines.toSorted()).toStrictEqual(['stderr: err', 'stdout: out'])
    expect(await countContainers()).toBe(1)
    await backend.release(runId)
    expect(await countContainers()).toBe(0)
  })

  test('passes variables, arguments and files to the container', async () => {
    const { backend, task } = await createTask(
      'echo "$GREETING $1"; while read -r line; do echo "$line"; done </run/x/f',
      {
        argv: ['dsdt_docker', '$(id) "two words"'],
        env: new Map([['GREETING', 'hello']]),
        files: [{ path: '/run/x/f', content: 'secret\n' }],
      },
    )
    const { listener, lines } = createListener()
    await backend.follow(await backend.launch(task, never), listener, never)
    expect(lines).toStrictEqual(['stdout: hello $(id) "two words"', 'stdout: secret'])
  })

  test('refresh replaces a file of a running container', async () => {
    const script = 'echo ready; while [ ! -s /run/x/f ]; do sleep 0.05; done; read -r line </run/x/f; echo "$line"'
    const { backend, task } = await createTask(script, { files: [{ path: '/run/x/f', content: '' }] })
    const job = await backend.launch(task, never)
    const refreshed = Promise.withResolvers<void>()
    const { listener, lines } = createListener((line) => {
      if (line === 'ready')
        backend
          .refresh(job, [{ path: '/run/x/f', content: 'new\n' }], task.image)
          .then(refreshed.resolve, refreshed.reject)
    })
    await backend.follow(job, listener, never)
    await refreshed.promise
    expect(lines).toStrictEqual(['stdout: ready', 'stdout: new'])
  })

  test('launch leaves no container when the engine refuses', async () => {
    const { backend, task, countContainers } = await createTask('exit 0', { network: 'no-such-network' })
    await expect(backend.launch(task, never)).rejects.toMatchObject({
      verdict: 'invalid-input',
      message: 'network: the engine has no network no-such-network.',
    })
    expect(await countContainers()).toBe(0)
  })

  test('launch leaves no container when the signal aborts', async () => {
    const { backend, task, countContainers } = await createTask('sleep 60')
    await expect(backend.launch(task, AbortSignal.abort(new Error('SIGINT')))).rejects.toThrow('SIGINT')
    expect(await countContainers()).toBe(0)
  })

  test('follow rejects with the signal’s reason, and the container continues until stop', async () => {
    const { backend, task, runId, countContainers } = await createTask('echo ready; exec sleep 60')
    const cancel = new AbortController()
    const { listener } = createListener(() => cancel.abort(new Error('SIGINT')))
    const job = await backend.launch(task, never)
    await expect(backend.follow(job, listener, cancel.signal)).rejects.toThrow('SIGINT')
    expect(await countContainers()).toBe(1)
    expect(await backend.stop(runId)).toBe(1)
    expect(await countContainers()).toBe(0)
  })

  test('follow throws when somebody else removes the container', async () => {
    const { backend, task } = await createTask('echo ready; exec sleep 60')
    const job = await backend.launch(task, never)
    const { listener } = createListener(() => void runDocker(['rm', '--force', task.name]))
    await expect(backend.follow(job, listener, never)).rejects.toMatchObject({
      verdict: 'docker-unavailable',
      message: `The container ${task.name} was removed while it ran, and not by this step.`,
    })
  })

  test('follow throws for a container that this backend did not start', async () => {
    const backend = new DockerBackend(async () => undefined)
    await expect(backend.follow({ id: 'x', name: 'orders' }, createListener().listener, never)).rejects.toThrow(
      'Container orders was not started here.',
    )
  })

  test('names a container in ASCII, and knows that the engine created it', async () => {
    const { backend, task, runId } = await createTask('exit 0')
    const named = { ...task, name: `disdat-größe-${runId}` }
    expect(isUnanswered(await backend.createOrphanFields(named))).toBe(true)
    const job = await backend.launch(named, never)
    expect(job.name).toBe(`disdat-gr--e-${runId}`)
    expect(isUnanswered(await backend.createOrphanFields(named, job))).toBe(false)
  })

  test('knows after a refusal that the engine created no container', async () => {
    const { backend, task } = await createTask('exit 0')
    const missing = { ...task, image: { ...task.image, id: 'sha256:no-such-image' } }
    await expect(backend.launch(missing, never)).rejects.toMatchObject({ verdict: 'docker-unavailable' })
    expect(isUnanswered(await backend.createOrphanFields(missing))).toBe(false)
  })

  test('does not know whether the engine created a container when the connection is lost', async () => {
    await using wire = await startEngineWire((call) =>
      call === 'POST /containers/create' ? 'cut' : { status: 200, body: [] },
    )
    const { DockerBackend: Backend } = await loadForEngine(
      wire.host,
      () => import('../../../src/backends/docker/docker-backend.ts'),
    )
    const backend = new Backend(async () => undefined)
    await expect(backend.launch(minimalTask, never)).rejects.toMatchObject({ verdict: 'docker-unavailable' })
    expect(isUnanswered(await backend.createOrphanFields(minimalTask))).toBe(true)
    expect(wire.calls).toContain('GET /containers/json')
  })

  test('refresh says that somebody else removed the container', async () => {
    const { backend, task } = await createTask('exec sleep 60')
    const job = await backend.launch(task, never)
    await runDocker(['rm', '--force', task.name])
    await expect(backend.refresh(job, [{ path: '/run/x/f', content: '' }], task.image)).rejects.toMatchObject({
      verdict: 'docker-unavailable',
      message: `The container ${task.name} was removed while it ran, and not by this step.`,
    })
  })

  test('launch returns the command of a container with a seed, and why it did not get its seed', async () => {
    const { backend, task } = await createTask('exit 0')
    const collect = async () => await Promise.reject(new Error('the seed of such an image is not collected'))
    const seed = { localContext: 'local', count: 1, collect, files: async function* () {} }
    const image = { ...task.image, entrypoint: ['/opt/wrapper', '--no-pull'] }
    expect(await backend.launch({ ...task, image, seed }, never)).toMatchObject({
      argv: ['dsdt_docker'],
      seedProblem: { isExpected: true, reason: expect.stringContaining('/opt/wrapper --no-pull') },
    })
  })

  test('image throws the error of an image that the engine may not pull', async () => {
    const backend = new DockerBackend(async () => undefined)
    const request = { pullPolicy: 'never', platform: undefined, dialect: undefined, needsVersion: false } as const
    const reference = 'disdat-run-action-test/absent:1'
    await expect(backend.image({ ...request, reference, runId: 'run-1' }, never)).rejects.toMatchObject({
      verdict: 'image-not-found',
      message: expect.stringContaining(reference),
    })
  })

  test('stop resolves with 0 when nothing has the run’s id', async () => {
    expect(await new DockerBackend(async () => undefined).stop(crypto.randomUUID())).toBe(0)
  })

  test('dryRun shows the request for the container', async () => {
    const text = await new DockerBackend(async () => undefined).dryRun(minimalTask)
    expect(text).toMatch(/^POST \/containers\/create\n\{/)
    expect(text).toContain('"disdat.run-action.run-id": "run-1"')
  })
})
