import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeAt } from '../../src/lib/write-at.ts'

async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'write-at-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('writeAt writes all chunks at a position', async () => {
  const file = join(await createFolder(), 'file')
  await using handle = await open(file, 'w')
  await writeAt(handle, [Buffer.from('aaaaaa')], 0)
  await writeAt(handle, [Buffer.from('bb'), Buffer.from('c')], 2)
  expect(await readFile(file, 'utf8')).toBe('aabbca')
})

test('writeAt writes the rest of a partial write', async () => {
  const file = join(await createFolder(), 'file')
  await using handle = await open(file, 'w')
  const writev = handle.writev.bind(handle)
  // The system may write fewer bytes than it is given.
  handle.writev = async (buffers, position) => {
    const { bytesWritten } = await writev([Buffer.from(Buffer.concat(buffers.map(toBuffer)).subarray(0, 3))], position)
    return { bytesWritten, buffers }
  }
  await writeAt(handle, [Buffer.from('abcd'), Buffer.from('efg')], 1)
  expect((await readFile(file)).toString('latin1')).toBe('\0abcdefg')
})

function toBuffer(view: NodeJS.ArrayBufferView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength)
}
