import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAt, readWholeFile, streamFile } from '../../src/s3/local-file.ts'
import { catchError } from './helpers.ts'

let folder: string
let file: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-local-file-'))
  file = join(folder, 'file')
  await writeFile(file, '0123456789')
})
afterAll(() => rm(folder, { recursive: true }))

describe('readWholeFile', () => {
  test('reads the bytes of a file', async () => {
    expect((await readWholeFile({ file, size: 10 })).toString()).toBe('0123456789')
  })

  test.each([9, 11])('throws file-changed when %i bytes are expected', async (size) => {
    const error = await catchError(readWholeFile({ file, size }))
    expect(error).toMatchObject({ kind: 'file-changed', message: `${file} changed while it was sent.` })
  })
})

test('readAt fills the buffer from a position, and throws file-changed at the end of the file', async () => {
  await using handle = await open(file)
  const bytes = Buffer.alloc(4)
  await readAt(handle, bytes, { file, position: 3 })
  expect(bytes.toString()).toBe('3456')
  expect(await catchError(readAt(handle, bytes, { file, position: 8 }))).toMatchObject({ kind: 'file-changed' })
})

test('streamFile reads a part of the file each time it is opened', async () => {
  const body = streamFile(file, 3, 4)
  expect(body.length).toBe(4)
  for (let round = 0; round < 2; round++) expect((await buffer(body.open())).toString()).toBe('3456')
})
