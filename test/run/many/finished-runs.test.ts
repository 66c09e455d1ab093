import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect } from 'vitest'
import type { Backend } from '../../../src/backends/backend.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { doubleCapabilities } from '../../testbed/double-backend.ts'
import { createLog, planRunOn, test } from '../fixtures.ts'
import { carryOutMany, createMany, createPlanned } from './fixtures.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')

/** Objects of runs, counted as long as something holds them. */
class Watched {
  readonly #references = new Map<string, WeakRef<object>[]>()

  add(kind: string, object: object): void {
    this.#references.set(kind, [...(this.#references.get(kind) ?? []), new WeakRef(object)])
  }

  async countAlive(): Promise<Readonly<Record<string, number>>> {
    for (let times = 0; times < 5; times += 1) {
      await setImmediate()
      collectGarbage()
    }
    const count = (references: readonly WeakRef<object>[]) => references.filter((each) => each.deref()).length
    return Object.fromEntries([...this.#references].map(([kind, references]) => [kind, count(references)]))
  }
}

test('a step holds the report of a run that has ended, and neither its task nor its log', async ({ remote }) => {
  const runCount = 20
  const watched = new Watched()
  const outputs = new Map<string, string>()
  const last = Promise.withResolvers<void>()
  const backend: Partial<Backend> = {
    can: { ...doubleCapabilities, outlivesStep: true },
    async launch(task) {
      watched.add('task', task)
      const id = `job-${outputs.size + 1}`
      outputs.set(id, task.receipt.outputUuid)
      return { id, name: task.name }
    },
    async follow({ id }, listener) {
      watched.add('listener', listener)
      await listener.lines(
        'stderr',
        Array.from({ length: 50 }, (_, line) => `${id} prints line ${line}`),
      )
      if (outputs.size === runCount && id === `job-${runCount}`) await last.promise
      const uuid = outputs.get(id) ?? ''
      await putBundle(remote, { uuid, name: 'out', codeMethod: 'pipes.orders.Daily' })
      const result = { exitCode: 0, outOfMemory: false, readLog: async () => undefined }
      watched.add('result', result)
      return result
    },
  }
  const run = { ...planRunOn(remote), pullOutput: 'false' } as const
  const runs = Array.from({ length: runCount }, (_, index) => createPlanned('out', { day: `${index}`, run }))
  const log = createLog()
  const carriedOut = carryOutMany(remote, createMany(runs), { backend, dependencies: { log, tailLines: 10 } })
  const countEnded = () => log.lines.filter((line) => / succeeded after /.test(line)).length
  while (countEnded() < runCount - 1) await setImmediate()
  expect(await watched.countAlive()).toEqual({ task: 0, listener: 1, result: 0 })
  last.resolve()
  const { reports } = await carriedOut
  expect(reports.map(({ log: { lines, tail } }) => [lines, tail])).toEqual(runs.map(() => [50, []]))
})
