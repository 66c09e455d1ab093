import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ContextFile } from '../../../../src/backends/context-seed.ts'
import { formatPackEnd, packFiles } from '../../../../src/backends/docker/unpacker/pack-files.ts'
import { unpackerText } from '../../../../src/backends/docker/unpacker/unpacker-text.ts'
import { inheritEnv, runCommand, venvBin } from '../../../testbed/process.ts'
import { makeTemporaryFolder } from '../../../testbed/temporary-folder.ts'
import { mountTmpfs } from '../../../testbed/tmpfs.ts'

const createFile = (path: string, content: Uint8Array): ContextFile => ({ path, bytes: content.length, content })

/** Five files of 1 MiB, so that there are two blocks, an empty one, and ctxt.json as the last one. */
const files = [
  ...['a', 'b', 'c', 'd', 'e'].map((name, at) =>
    createFile(`objects/${name}/x_frame.pb`, Buffer.alloc(1 << 20, at + 1)),
  ),
  createFile('objects/a/empty_frame.pb', Buffer.alloc(0)),
  createFile('ctxt.json', Buffer.from('{"é": 1}')),
]

async function* iterate(all: readonly ContextFile[]): AsyncGenerator<ContextFile> {
  yield* all
}

const pack = async (all: readonly ContextFile[]) => Buffer.concat(await Array.fromAsync(packFiles(iterate(all))))

const unpack = (folder: string, packed: Uint8Array) =>
  runCommand(`${venvBin}/python`, ['-I', '-c', unpackerText, folder], { env: inheritEnv('PATH'), input: packed })

const listFiles = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

describe('packFiles and its program', () => {
  test('write every file as it was but the dropped ones, and nothing else', async () => {
    await using temporary = await makeTemporaryFolder('seed-')
    const folder = temporary.path
    const file = import.meta.filename
    const large = { path: 'objects/a/large_frame.pb', bytes: (await stat(file)).size, file }
    const dropped = createFile('objects/f/x_frame.pb', Buffer.from('dropped'))
    const [first, ...rest] = files
    if (first === undefined) throw new Error('The test has no file.')
    const packed = await pack([first, large, dropped, ...rest])
    const { code, stdout, stderr } = await unpack(folder, Buffer.concat([packed, formatPackEnd([dropped.path])]))
    expect({ code, stderr, stdout }).toStrictEqual({
      ...{ code: 0, stderr: '', stdout: 'disdat/run-action: unpacked the seed\n' },
    })
    expect(await listFiles(folder)).toStrictEqual([large.path, ...files.map(({ path }) => path)].sort())
    for (const each of files) {
      const path = join(folder, each.path)
      expect('content' in each && Buffer.compare(await readFile(path), each.content)).toBe(0)
      expect((await stat(path)).mode & 0o777).toBe(0o644)
    }
    expect(await readFile(join(folder, large.path), 'utf8')).toBe(await readFile(file, 'utf8'))
  })

  test('say that the seed is not whole without its end, and where a file ends early', async () => {
    await using temporary = await makeTemporaryFolder('seed-')
    const [whole, cut] = [join(temporary.path, 'whole'), join(temporary.path, 'cut')]
    await mkdir(whole)
    await mkdir(cut)
    const packed = await pack(files)
    expect(await unpack(whole, packed)).toMatchObject({ code: 1, stdout: 'the seed is not whole\n' })
    expect(await unpack(cut, packed.subarray(0, -1))).toMatchObject({
      ...{ code: 1, stdout: 'ctxt.json has 8 bytes, not 9\n' },
    })
  })

  test('say that the disk is full', async () => {
    // 600 files of a page each do not fit.
    await using disk = await mountTmpfs(1024)
    const small = Array.from({ length: 600 }, (_, at) => createFile(`objects/a/${at}_frame.pb`, Buffer.from('x')))
    const { code, stdout } = await unpack(disk.path, Buffer.concat([await pack(small), formatPackEnd([])]))
    expect({ code, stdout }).toStrictEqual({
      code: 1,
      stdout: expect.stringMatching(/^.*No space left on device.*\n$/),
    })
  })

  test('refuse content of another size than stated', async () => {
    const short: ContextFile = { path: 'objects/a/b_frame.pb', bytes: 6, content: Buffer.from('short') }
    await expect(pack([short])).rejects.toThrow('objects/a/b_frame.pb has 5 bytes, not 6.')
    const file = import.meta.filename
    const { size } = await stat(file)
    const larger: ContextFile = { path: 'objects/a/c_frame.pb', bytes: size + 1, file }
    await expect(pack([larger])).rejects.toThrow(`objects/a/c_frame.pb has ${size} bytes, not ${size + 1}.`)
    const smaller: ContextFile = { path: 'objects/a/d_frame.pb', bytes: size - 1, file }
    await expect(pack([smaller])).rejects.toThrow(`objects/a/d_frame.pb has ${size} bytes, not ${size - 1}.`)
  })
})
