import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { formatPack, isPackable, parsePack } from '../../../src/remote/packs/pack.ts'
import { inheritEnv, runCommand } from '../../testbed/process.ts'
import { createTestBundles, createTestObject, formatTestUuid, toMembers } from './fixtures.ts'

const members = toMembers(createTestBundles(0, 3, { frames: 2 }))
const uuid = formatTestUuid(0)

describe('parsePack', () => {
  test('returns the members that formatPack got, in their order', async () => {
    expect([...(await parsePack(await formatPack('shop', members), 'shop'))]).toStrictEqual([...members])
    expect(await parsePack(await formatPack('shop', new Map()), 'shop')).toStrictEqual(new Map())
  })

  test('refuses a truncated pack, and one with damaged bytes', async () => {
    const packed = await formatPack('shop', members)
    await expect(parsePack(packed.subarray(0, -20), 'shop')).rejects.toThrow('cannot be unpacked')
    await expect(parsePack(Buffer.from('garbage'), 'shop')).rejects.toThrow('cannot be unpacked')
    await expect(parsePack(new Uint8Array(), 'shop')).rejects.toThrow('cannot be unpacked')
  })

  test('refuses a pack of another context or version', async () => {
    const packed = await formatPack('shop', members)
    await expect(parsePack(packed, 'other')).rejects.toThrow('of another context')
    const newer = gunzipSync(packed).toString('latin1').replace('"version":1', '"version":2')
    await expect(parsePack(gzipSync(Buffer.from(newer, 'latin1')), 'shop')).rejects.toThrow('of another format')
    await expect(parsePack(gzipSync('no JSON\n'), 'shop')).rejects.toThrow('of another format')
    await expect(parsePack(gzipSync('{}'), 'shop')).rejects.toThrow('of another format')
  })

  test.each([
    ['more content than its members', [['objects/a', 1]], 'ab'],
    ['less content than its members', [['objects/a', 3]], 'ab'],
    ['a negative size', [['objects/a', -1]], ''],
    ['a size that is not a number', [['objects/a', 'x']], ''],
    ['a member without a path', [[1, 1]], 'a'],
  ])('refuses a pack with %s', async (_, list, content) => {
    const head = JSON.stringify({ pack: 'disdat-run-action', version: 1, context: 'shop', members: list })
    await expect(parsePack(gzipSync(`${head}\n${content}`), 'shop')).rejects.toThrow('a pack')
  })

  test('refuses a pack that unpacks to more than 12 MiB', async () => {
    await expect(parsePack(gzipSync(Buffer.alloc(13 * 1024 * 1024)), 'shop')).rejects.toThrow('cannot be unpacked')
  })
})

describe('formatPack', () => {
  test('writes what the standard library of Python reads', async () => {
    const packed = Buffer.from(await formatPack('shop', members)).toString('base64')
    const code = [
      'import base64, hashlib, json, sys, zlib',
      'head, _, rest = zlib.decompress(base64.b64decode(sys.argv[1]), 31).partition(b"\\n")',
      'for path, size in json.loads(head)["members"]:',
      '    print(path, hashlib.md5(rest[:size]).hexdigest())',
      '    rest = rest[size:]',
    ].join('\n')
    const { stdout } = await runCommand('python3', ['-c', code, packed], { env: inheritEnv('PATH') })
    const expected = [...members].map(([path, bytes]) => `${path} ${createHash('md5').update(bytes).digest('hex')}\n`)
    expect(stdout).toBe(expected.join(''))
  })
})

describe('isPackable', () => {
  const { object } = createTestObject(`objects/${uuid}/${uuid}_frame.pb`, Buffer.from('frame'))

  test('accepts HyperFrames and frames', () => {
    expect(isPackable(object)).toBe(true)
    expect(isPackable({ ...object, path: `objects/${uuid}/${uuid}_hframe.pb`, bytes: 16 * 1024 })).toBe(true)
  })

  test.each([
    ['a parent folder', `objects/${uuid}/../${uuid}_frame.pb`],
    ['a parent folder as uuid', `objects/${'..'.padEnd(36, '.')}/${uuid}_frame.pb`],
    ['an absolute path', `/objects/${uuid}/${uuid}_frame.pb`],
    ['a folder in a bundle', `objects/${uuid}/sub/${uuid}_frame.pb`],
    ['another place', `other/${uuid}/${uuid}_frame.pb`],
    ['a file that is not a frame', `objects/${uuid}/data.csv`],
    ['a line break at the end', `objects/${uuid}/${uuid}_frame.pb\n`],
    ['no uuid', `objects/${'a'.repeat(36)}/${uuid}_frame.pb`],
  ])('refuses a path with %s', (_, path) => {
    expect(isPackable({ ...object, path })).toBe(false)
  })

  test('refuses large objects, and objects whose ETag is not an MD5', () => {
    expect(isPackable({ ...object, bytes: 16 * 1024 + 1 })).toBe(false)
    expect(isPackable({ ...object, etag: `${object.etag}-2` })).toBe(false)
    expect(isPackable({ ...object, etag: '' })).toBe(false)
  })
})
