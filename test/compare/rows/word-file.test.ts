import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { WordFile } from '../../../src/compare/rows/word-file.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'

test('WordFile returns the words that were added, to each reader from the first one on, and is deleted', async () => {
  await using folder = await makeTemporaryFolder('words-')
  {
    using file = new WordFile(folder.path)
    file.write(Uint32Array.of(9, 1, 2, 3).subarray(1))
    file.write(Uint32Array.of(4, 5))
    const [first, second] = [file.createReader(), file.createReader()]
    expect([...first(2)]).toStrictEqual([1, 2])
    expect([...first(0)]).toStrictEqual([])
    expect([...second(5)]).toStrictEqual([1, 2, 3, 4, 5])
    expect([...first(3)]).toStrictEqual([3, 4, 5])
    expect(() => first(1)).toThrow(/ is cut off$/)
    expect(await readdir(folder.path)).toHaveLength(1)
  }
  expect(await readdir(folder.path)).toStrictEqual([])
})
