import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { frameFileHashMatches } from '../../src/local/frame-file.ts'
import { createBundleObjects } from '../remote/fixtures.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frame-'))
  file = join(folder, 'frame.pb')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function createFrameBytes(length: number): Buffer {
  const { objects } = createBundleObjects({ data: new Uint8Array(length).fill(7) })
  const [, bytes = new Uint8Array()] = [...objects].find(([name]) => name.endsWith('_frame.pb')) ?? []
  return Buffer.from(bytes)
}

describe('frameFileHashMatches', () => {
  test.each([0, 10, 3 * 1024 * 1024])('returns true for an intact frame of %i bytes', async (length) => {
    await writeFile(file, createFrameBytes(length))
    expect(await frameFileHashMatches(file)).toBe(true)
  })

  test('returns false when a byte of a later chunk differs', async () => {
    const bytes = createFrameBytes(3 * 1024 * 1024)
    bytes[2 * 1024 * 1024] = 8
    await writeFile(file, bytes)
    expect(await frameFileHashMatches(file)).toBe(false)
  })

  test('returns undefined when the file does not end with a hash', async () => {
    await writeFile(file, 'short')
    expect(await frameFileHashMatches(file)).toBeUndefined()
    await writeFile(file, createFrameBytes(10))
    await appendFile(file, 'x')
    expect(await frameFileHashMatches(file)).toBeUndefined()
  })
})
