import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ListedObject } from '../../src/remote/listed-object.ts'
import type { SeedSource } from '../../src/seed/read-seed.ts'
import { readSeed } from '../../src/seed/read-seed.ts'

const uuid = '11111111-2222-4333-8444-555555555555'
const signal = new AbortController().signal

const createObject = (name: string, content: string, etag?: string): ListedObject => ({
  path: `objects/${uuid}/${name}`,
  bytes: Buffer.byteLength(content),
  etag: etag ?? createHash('md5').update(content).digest('hex'),
})

/** A source that holds these contents by path. */
function createSource(
  contents: readonly (readonly [ListedObject, string])[],
  { isRemote = false, error }: { readonly isRemote?: boolean; readonly error?: Error } = {},
): SeedSource & { readonly asked: string[][] } {
  const asked: string[][] = []
  return {
    ...{ name: 'a source', isRemote, asked },
    async *read(objects) {
      asked.push(objects.map(({ path }) => path))
      for (const [object, content] of contents) yield { object, bytes: Buffer.from(content) }
      if (error) throw error
    },
  }
}

async function readAll(sources: readonly SeedSource[], objects: readonly ListedObject[]) {
  const debugged: string[] = []
  const members: [string, string][] = []
  for await (const { object, bytes } of readSeed(sources, objects, { signal, debug: (text) => debugged.push(text) }))
    members.push([object.path.slice(-1), Buffer.from(bytes).toString()])
  return { members, debugged }
}

const [a, b, c] = [createObject('a', 'A'), createObject('b', 'B'), createObject('c', 'C')]

describe('readSeed', () => {
  it('asks each source for what the sources before it do not hold', async () => {
    const sources = [createSource([[b, 'B']]), createSource([[a, 'A']]), createSource([], { isRemote: true })]
    const { members } = await readAll(sources, [a, b, c])
    expect(members).toEqual([
      ['b', 'B'],
      ['a', 'A'],
    ])
    expect(sources.map(({ asked }) => asked)).toEqual([[[a.path, b.path, c.path]], [[a.path, c.path]], [[c.path]]])
  })

  it('does not ask a source when nothing is missing', async () => {
    const last = createSource([])
    await readAll([createSource([[a, 'A']]), last], [a])
    expect(last.asked).toEqual([])
  })

  it('leaves out bytes that differ from the listing, in their size or in their MD5', async () => {
    const liar = createSource([
      [a, 'X'],
      [b, 'BB'],
    ])
    const { members, debugged } = await readAll([liar, createSource([[a, 'A']], { isRemote: true })], [a, b])
    expect(members).toEqual([['a', 'A']])
    expect(debugged).toEqual(['Objects in a source that differ from the remote: 2.'])
  })

  it('takes only bytes of the right size from the remote itself, whose ETag may not be an MD5', async () => {
    const encrypted = createObject('a', 'A', 'ffffffffffffffffffffffffffffffff')
    const inParts = createObject('b', 'B', 'ffffffffffffffffffffffffffffffff-2')
    const contents = [
      [encrypted, 'A'],
      [inParts, 'B'],
      [c, 'longer'],
    ] as const
    expect((await readAll([createSource(contents)], [encrypted, inParts, c])).members).toEqual([])
    expect((await readAll([createSource(contents, { isRemote: true })], [encrypted, inParts, c])).members).toEqual([
      ['a', 'A'],
      ['b', 'B'],
    ])
  })

  it('ignores objects that it did not ask for, and a second copy', async () => {
    const { members } = await readAll(
      [
        createSource([
          [b, 'B'],
          [a, 'A'],
          [a, 'A'],
        ]),
      ],
      [a],
    )
    expect(members).toEqual([['a', 'A']])
  })

  it('goes on with the next source after an error', async () => {
    const broken = createSource([[a, 'A']], { error: new Error('it broke.') })
    const { members, debugged } = await readAll([broken, createSource([[b, 'B']])], [a, b])
    expect(members).toEqual([
      ['a', 'A'],
      ['b', 'B'],
    ])
    expect(debugged).toEqual(['The seed is not read from a source: it broke.'])
  })

  it('throws the reason of the signal', async () => {
    const reason = new Error('cancelled')
    const source = createSource([], { error: new Error('it broke.') })
    const members = readSeed([source], [a], { signal: AbortSignal.abort(reason), debug: () => {} })
    await expect(members.next()).rejects.toBe(reason)
  })
})
