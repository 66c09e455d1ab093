import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { maxNewSpaceBytes } from '../../src/lib/heap-limits.ts'
import { getField } from '../../src/lib/json.ts'

const module = join(import.meta.dirname, '../../src/lib/heap-limits.ts')

/** Creates objects of which many survive, in a process of its own, and returns the largest sizes of its heap. */
function measureHeap(): { readonly newSpace: number; readonly oldSpace: number } {
  const program = `
    import { setImmediate } from 'node:timers/promises'
    import { getHeapSpaceStatistics } from 'node:v8'
    import { limitHeap } from ${JSON.stringify(module)}
    limitHeap()
    let kept = []
    let [newSpace, oldSpace] = [0, 0]
    for (let turn = 0; turn < 240; turn++) {
      for (let at = 0; at < 5_000; at++) kept.push({ turn, values: [at, at, at] })
      if (kept.length > 200_000) kept = []
      await setImmediate()
      const sizes = Object.fromEntries(getHeapSpaceStatistics().map((each) => [each.space_name, each.space_size]))
      newSpace = Math.max(newSpace, sizes.new_space)
      oldSpace = Math.max(oldSpace, sizes.old_space)
    }
    process.stdout.write(JSON.stringify({ newSpace, oldSpace }))`
  // With threads of its own, a collection takes longer on a busy machine, and the heap grows meanwhile.
  const flags = ['--single-threaded-gc', '--max-semi-space-size=64', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON']
  const args = [...flags, '--input-type=module-typescript', '--eval', program]
  const sizes: unknown = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
  return { newSpace: Number(getField(sizes, 'newSpace')), oldSpace: Number(getField(sizes, 'oldSpace')) }
}

const mib = 1024 * 1024

test('limitHeap keeps new objects and garbage small where V8 would let them grow', () => {
  const { newSpace, oldSpace } = measureHeap()
  // The limits take effect after the collection that reaches them, so that both are exceeded. Without them: 64 and 110.
  expect(newSpace).toBeLessThan(3.5 * maxNewSpaceBytes)
  expect(oldSpace).toBeLessThan(96 * mib)
})
