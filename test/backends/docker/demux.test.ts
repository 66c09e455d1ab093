import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demux } from '../../../src/backends/docker/demux.ts'

type Frame = readonly [type: number, payload: Uint8Array]

function createFrame([type, payload]: Frame): Uint8Array {
  const header = Buffer.from([type, 0, 0, 0, 0, 0, 0, 0])
  header.writeUInt32BE(payload.length, 4)
  return Buffer.concat([header, payload])
}

/** The chunks, with adjacent ones of a stream joined. */
async function readChunks(pieces: readonly Uint8Array[]): Promise<readonly (readonly [string, string])[]> {
  const joined: (readonly [string, string])[] = []
  async function* source() {
    yield* pieces
  }
  for await (const chunks of demux(source())) {
    for (const { stream, bytes } of chunks) {
      const hex = Buffer.from(bytes).toString('hex')
      const last = joined.at(-1)
      if (last?.[0] === stream) joined[joined.length - 1] = [stream, last[1] + hex]
      else joined.push([stream, hex])
    }
  }
  return joined
}

const text = (content: string) => Buffer.from(content)
const hex = (content: string) => text(content).toString('hex')

describe('demux', () => {
  test('splits the multiplexed stream', async () => {
    const whole = Buffer.concat([
      createFrame([1, text('out\n')]),
      createFrame([2, text('err\n')]),
      createFrame([1, text('out')]),
    ])
    expect(await readChunks([whole])).toStrictEqual([
      ['stdout', hex('out\n')],
      ['stderr', hex('err\n')],
      ['stdout', hex('out')],
    ])
  })

  test.each<[string, readonly Uint8Array[], readonly (readonly [string, string])[]]>([
    ['nothing', [], []],
    ['an empty frame', [createFrame([1, text('')]), createFrame([2, text('x')])], [['stderr', hex('x')]]],
    ['stdin, which counts as stdout', [createFrame([0, text('x')])], [['stdout', hex('x')]]],
    [
      'a large frame',
      [createFrame([2, Buffer.alloc(70_000)]), createFrame([1, text('x')])],
      [
        ['stderr', '00'.repeat(70_000)],
        ['stdout', hex('x')],
      ],
    ],
    ['half a header', [createFrame([1, text('x')]), Uint8Array.of(1, 0, 0)], [['stdout', hex('x')]]],
    ['half a payload', [createFrame([2, text('four')]).subarray(0, 10)], [['stderr', hex('fo')]]],
  ])('handles %s', async (_, pieces, streams) => {
    expect(await readChunks(pieces)).toStrictEqual(streams)
  })

  test('passes on a frame of any claimed length as it arrives', async () => {
    const header = Uint8Array.of(1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff)
    const pieces = [header, text('one'), text('two')]
    async function* source() {
      yield* pieces
    }
    const sizes: number[] = []
    for await (const chunks of demux(source())) sizes.push(...chunks.map(({ bytes }) => bytes.length))
    expect(sizes).toStrictEqual([3, 3])
  })

  test('returns the same streams for any chunks', async () => {
    const frames = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.uint8Array({ maxLength: 30 })), { maxLength: 8 })
    const stream = frames.chain((list) => {
      const whole = Buffer.concat(list.map(createFrame))
      return fc.array(fc.nat(whole.length), { maxLength: 12 }).map((cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), whole.length]
        return { list, pieces: edges.slice(1).map((end, i) => whole.subarray(edges[i], end)) }
      })
    })
    await fc.assert(
      fc.asyncProperty(stream, async ({ list, pieces }) => {
        expect(await readChunks(pieces)).toStrictEqual(await readChunks(list.map(createFrame)))
        const collect = (stream: number) =>
          Buffer.concat(list.flatMap(([type, bytes]) => (type === stream ? [bytes] : [])))
        const all = await readChunks(pieces)
        const joined = (name: string) => all.flatMap(([stream, part]) => (stream === name ? [part] : [])).join('')
        expect([joined('stdout'), joined('stderr')]).toStrictEqual([
          collect(1).toString('hex'),
          collect(2).toString('hex'),
        ])
      }),
    )
  })
})
