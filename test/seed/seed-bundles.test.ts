import { expect, test } from 'vitest'
import { SeedBundles } from '../../src/seed/seed-bundles.ts'

test('SeedBundles counts bundles whose HyperFrame and frames are there, in any folder, and names the others', () => {
  const createUuid = (digit: number) => `${String(digit).repeat(8)}-1111-4111-8111-111111111111`
  const [whole = '', empty = '', split = '', partial = '', gone = ''] = [1, 2, 3, 4, 5].map(createUuid)
  const bundles = new SeedBundles()
  const frames = (...digits: number[]) => digits.map((digit) => ({ name: 'f', uuid: createUuid(digit) }))
  bundles.add({ uuid: whole, frames: frames(6, 7) })
  bundles.add({ uuid: empty, frames: [] })
  bundles.add({ uuid: split, frames: frames(7, 8) })
  bundles.add({ uuid: partial, frames: frames(6, 9) })
  bundles.add({ uuid: gone, frames: [] })
  const hyperFrames = [whole, empty, split, partial].map((uuid) => `objects/${uuid}/${uuid}_hframe.pb`)
  const framePaths = [6, 7, 8].map((digit) => `objects/${whole}/${createUuid(digit)}_frame.pb`)
  expect(bundles.check(new Set([...hyperFrames, ...framePaths]))).toStrictEqual({
    complete: 3,
    incomplete: [partial, gone],
  })
})
