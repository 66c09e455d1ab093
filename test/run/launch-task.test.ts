import { describe, expect } from 'vitest'
import type { Task } from '../../src/backends/backend.ts'
import type { Remote } from '../../src/remote/remote.ts'
import { RunReporter } from '../../src/report/run-reporter.ts'
import { launchTask } from '../../src/run/launch-task.ts'
import { putBundle } from '../remote/fixtures.ts'
import { replaceMethods } from '../remote/helpers.ts'
import { createContext, image, planRunOn, test, useCommandFiles } from './fixtures.ts'

const outputUuid = '4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f'
const report = { bundles: 3000, bytes: 12 * 1024 * 1024, ms: 1200, isComplete: true }
const seed = {
  ...{ localContext: 'local', count: 9_000, files: async function* () {} },
  collect: async () => ({ dropped: ['objects/gone_frame.pb'], report }),
}
const parts = {
  image,
  inputBundle: undefined,
  reuse: { possible: true, why: 'Yes.', env: new Map(), imageCommit: undefined },
  outputUuid,
  seed,
}

describe('launchTask', () => {
  test('starts a container with its seed and without a pull, and reports the seed', async ({ remote }) => {
    await useCommandFiles()
    const tasks: Task[] = []
    const { context, lines } = createContext({
      run: planRunOn(remote),
      backend: {
        async launch(task) {
          tasks.push(task)
          const collected = await task.seed?.collect()
          return { id: 'job-1', name: 'orders', argv: collected?.argv ?? [] }
        },
      },
    })
    const { outputs } = context.dependencies
    const start = { runId: 'run-1', pipeClass: '', backend: 'Double', remote: '', context: '', params: new Map() }
    const reporter = new RunReporter(start, outputs, 0)
    await launchTask(context, reporter, remote, parts)
    expect(tasks[0]?.argv).not.toContain('--no-pull')
    const collected = await tasks[0]?.seed?.collect()
    expect(collected?.argv).toContain('--no-pull')
    expect(collected?.dropped).toStrictEqual(['objects/gone_frame.pb'])
    expect(reporter.report.seed).toBe(report)
    expect(lines).toContain('Local context: seeded 3,000 bundles, 12.0 MiB, in 1.2 s.')
    expect(lines.find((line) => line.startsWith('Started '))).toContain('"--no-pull"')
  })

  test('reports no seed that the container did not get', async ({ remote }) => {
    await useCommandFiles()
    const { context, lines } = createContext({
      run: planRunOn(remote),
      backend: {
        launch: async () => ({
          id: 'job-1',
          name: 'orders',
          seedProblem: { reason: 'its disk is full', isExpected: false },
        }),
      },
    })
    const start = { runId: 'run-1', pipeClass: '', backend: 'Double', remote: '', context: '', params: new Map() }
    const reporter = new RunReporter(start, context.dependencies.outputs, 0)
    await launchTask(context, reporter, remote, parts)
    expect(reporter.report.seed).toBeUndefined()
    expect(lines).toContain('notice: The container pulls its context on its own, because its disk is full.')
    expect(lines.find((line) => line.startsWith('Started '))).not.toContain('"--no-pull"')
  })

  test('lets a job fill its local context unless the remote context is empty', async ({ remote }) => {
    await useCommandFiles()
    const tasks: Task[] = []
    const { context, lines } = createContext({
      run: planRunOn(remote),
      backend: {
        async launch(task) {
          tasks.push(task)
          return { id: 'job-1', name: 'orders' }
        },
      },
    })
    const start = { runId: 'run-1', pipeClass: '', backend: 'Double', remote: '', context: '', params: new Map() }
    const reporter = new RunReporter(start, context.dependencies.outputs, 0)
    const launchIn = (place: Remote) => launchTask(context, reporter, place, { ...parts, seed: undefined })
    await launchIn(remote)
    await putBundle(remote, {})
    await launchIn(remote)
    const list = async function* () {
      yield await Promise.reject(new Error('The network is gone.'))
    }
    await launchIn({ ...remote, store: replaceMethods(remote, { list }) })
    expect(tasks.map(({ jobSeed }) => jobSeed !== undefined)).toStrictEqual([false, true, true])
    expect(lines).toContain('debug: Whether the remote context has bundles is not known: The network is gone.')
  })

  test('reports the image and the bundles of a job that it adopts', async ({ remote }) => {
    await useCommandFiles()
    const [input, oldInput, oldOutput] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
    const { context, lines } = createContext({
      run: planRunOn(remote),
      backend: {
        launch: async ({ receipt }) => ({
          id: 'job-1',
          name: 'orders',
          adopted: { ...receipt, image: 'orders@sha256:old', inputUuid: oldInput, outputUuid: oldOutput },
        }),
      },
    })
    const start = { runId: 'run-1', pipeClass: '', backend: 'Double', remote: '', context: '', params: new Map() }
    const reporter = new RunReporter(start, context.dependencies.outputs, 0)
    await reporter.update({ image, input: { name: 'raw', uuid: input, uri: remote.getUri(input), pushed: true } })
    await launchTask(context, reporter, remote, { ...parts, inputBundle: { uuid: input, name: 'raw' } })
    expect(reporter.report).toMatchObject({
      output: { uuid: oldOutput, uri: remote.getUri(oldOutput) },
      image: { reference: image.reference, pinned: 'orders@sha256:old' },
      input: { name: 'raw', uuid: oldInput, uri: remote.getUri(oldInput), pushed: false },
    })
    expect(lines).toContain(`Its image is orders@sha256:old, and this attempt found ${image.pinned}.`)
    expect(lines).toContain(`Its input bundle is ${oldInput}, and this attempt found ${input}.`)
    expect(lines.filter((line) => line.startsWith('Started '))).toEqual([])
  })
})
