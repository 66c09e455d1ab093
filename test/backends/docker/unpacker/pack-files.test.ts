import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ContextFile } from '../../../../src/backends/context-seed.ts'
import { packFiles, unpackerFile } from '../../../../src/backends/docker/unpacker/pack-files.ts'
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

/** Writes packed files into a folder, as an engine does it. */
async function writePacked(folder: string, all: readonly ContextFile[]): Promise<readonly string[]> {
  const paths: string[] = []
  for await (const file of packFiles(iterate(all))) {
    paths.push(file.path)
    await mkdir(dirname(join(folder, file.path)), { recursive: true })
    if ('content' in file) {
      expect(file.bytes).toBe(file.content.length)
      await writeFile(join(folder, file.path), file.content)
    } else await copyFile(file.file, join(folder, file.path))
  }
  return paths
}

const unpack = (folder: string, ...command: readonly string[]) =>
  runCommand(`${venvBin}/python`, [join(folder, unpackerFile), ...command], { env: inheritEnv('PATH') })

const listFiles = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

describe('packFiles and its program', () => {
  test('write every file as it was, leave nothing else, and become the command', async () => {
    await using temporary = await makeTemporaryFolder('seed-')
    const folder = temporary.path
    const large = { path: 'objects/a/large_frame.pb', bytes: 0, file: import.meta.filename }
    expect(await writePacked(folder, [large, ...files])).toStrictEqual([unpackerFile, large.path, 'seed-0', 'seed-1'])
    const script = 'echo "$# $1 $(pwd)"; exit 7'
    const { code, stdout, stderr } = await unpack(folder, 'sh', '-c', script, 'name', 'two words')
    expect({ code, stderr, lines: stdout.split('\n') }).toStrictEqual({
      ...{ code: 7, stderr: '' },
      lines: ['disdat/run-action: unpacked the seed', `1 two words ${process.cwd()}`, ''],
    })
    expect(await listFiles(folder)).toStrictEqual([large.path, ...files.map(({ path }) => path)].sort())
    for (const file of files) {
      const path = join(folder, file.path)
      expect('content' in file && Buffer.compare(await readFile(path), file.content)).toBe(0)
      expect((await stat(path)).mode & 0o777).toBe(0o644)
    }
    expect(await readFile(join(folder, large.path), 'utf8')).toBe(await readFile(large.file, 'utf8'))
  })

  test('do not start the command when ctxt.json is missing', async () => {
    await using temporary = await makeTemporaryFolder('seed-')
    const folder = temporary.path
    await writePacked(folder, files.slice(0, -1))
    expect(await unpack(folder, 'echo', 'started')).toMatchObject({ code: 1, stdout: 'the seed is not whole\n' })
  })

  test('do not start the command when a block is truncated', async () => {
    await using temporary = await makeTemporaryFolder('seed-')
    const folder = temporary.path
    await writePacked(folder, files)
    const block = join(folder, 'seed-1')
    await writeFile(block, (await readFile(block)).subarray(0, -1))
    expect(await unpack(folder, 'echo', 'started')).toMatchObject({
      code: 1,
      stdout: `${folder}/ctxt.json has 8 bytes, not 9\n`,
    })
  })

  test('do not start the command when the disk is full', async () => {
    // One block fits, and 600 files of a page each do not.
    await using disk = await mountTmpfs(1024)
    const small = Array.from({ length: 600 }, (_, at) => createFile(`objects/a/${at}_frame.pb`, Buffer.from('x')))
    await writePacked(disk.path, [...small, createFile('ctxt.json', Buffer.from('{}'))])
    const { code, stdout } = await unpack(disk.path, 'echo', 'started')
    expect({ code, stdout }).toStrictEqual({
      code: 1,
      stdout: expect.stringMatching(/^.*No space left on device.*\n$/),
    })
  })

  test('refuse content of another size than stated', async () => {
    await using temporary = await makeTemporaryFolder('seed-')
    const folder = temporary.path
    const short: ContextFile = { path: 'objects/a/b_frame.pb', bytes: 6, content: Buffer.from('short') }
    await expect(writePacked(folder, [short])).rejects.toThrow('objects/a/b_frame.pb has 5 bytes, not 6.')
  })
})
