import { gzipSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import { openTestRemote } from '../remote/helpers.ts'
import { test } from '../testbed/batch-world.ts'
import { describeOutput } from '../testbed/output-bundle.ts'
import type { ActionResult } from '../testbed/runner.ts'

const prints = { 'pipe-class': 'pipelines.faults.Prints', params: 'lines: 3' }
const readLines = ({ text }: ActionResult) => text.map(({ line }) => line).join('\n')
const { signal } = new AbortController()

describe('a job on Batch whose context has bundles', () => {
  test('finds them in its local context, and reuses its output despite packs that lie', async ({ world, batch }) => {
    const runStep = (inputs: Readonly<Record<string, string>>) =>
      world.runAction({ ...batch.inputs, ...prints, ...inputs }, { env: batch.env })
    const filled = 'disdat/run-action: filled the local context with'
    const first = await runStep({ 'seed-context': 'none' })
    expect(first.outputs['status']).toBe('succeeded')
    expect(readLines(first)).not.toContain('disdat/run-action: ')

    const remote = await openTestRemote(world.remote, world.account.env)
    const uuid = first.outputs['output-bundle-uuid'] ?? ''
    const path = `objects/${uuid}/${uuid}_hframe.pb`
    const hyperFrame = await remote.store.get(remote.getKey(uuid, `${uuid}_hframe.pb`), { signal, maxBytes: 1 << 20 })
    const lie = Buffer.alloc(hyperFrame?.length ?? 0)
    const members = [path, 'objects/../../../../tmp/evil'].map((each) => [each, lie.length])
    const head = JSON.stringify({ pack: 'disdat-run-action', version: 1, context: 'shop', members })
    const pack = gzipSync(Buffer.concat([Buffer.from(`${head}\n`), lie, lie]))
    await remote.store.putIfAbsent(`${remote.objects.slice(0, -'objects/'.length)}run-action/pack.gz`, pack, { signal })

    const second = await runStep({})
    expect(readLines(second)).toContain(filled)
    expect(second.outputs).toMatchObject({ status: 'reused', 'output-bundle-uuid': uuid })
    const third = await runStep({ force: 'true' })
    expect(readLines(third)).toContain(filled)
    expect(third.outputs['status']).toBe('succeeded')
    const [unseeded, seeded] = await Promise.all(
      [first, third].map((each) => describeOutput(remote, each.outputs['output-bundle-uuid'] ?? '')),
    )
    expect(seeded).toStrictEqual(unseeded)
    remote.store.close()
  })
})
