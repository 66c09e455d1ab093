import { createHash } from 'node:crypto'
import type { ListedObject } from '../../../src/remote/listed-object.ts'

/** An object of the bundle number `n`, as a listing describes it, with its content. */
export type TestObject = { readonly object: ListedObject; readonly content: Buffer }

/** Any digits of the uuid can be chosen by the first ones. */
export function formatTestUuid(n: number): string {
  const hash = createHash('md5').update(`bundle ${n}`).digest('hex')
  return `${hash.slice(0, 8)}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
}

/** The object at a path. */
export function createTestObject(path: string, content: Buffer): TestObject {
  const etag = createHash('md5').update(content).digest('hex')
  return { object: { path, bytes: content.length, etag }, content }
}

/** A protobuf message with one text, in `size` bytes. */
function createMessage(text: string, size: number): Buffer {
  const length = size - 4
  const varint = [(length & 127) | 128, ((length >> 7) & 127) | 128, length >> 14]
  return Buffer.concat([Buffer.from([0x12, ...varint]), Buffer.alloc(length, text)])
}

/** The HyperFrame and the frames of a bundle, of `size` bytes each. */
export function createTestBundle(n: number, { frames = 1, size = 300 } = {}): readonly TestObject[] {
  const uuid = formatTestUuid(n)
  const names = [`${uuid}_hframe.pb`, ...Array.from({ length: frames }, (_, k) => `${uuid}-${k}_frame.pb`)]
  return names.map((name) => createTestObject(`objects/${uuid}/${name}`, createMessage(name, size)))
}

/** The objects of `count` bundles from a number on. */
export function createTestBundles(from: number, count: number, options = {}): readonly TestObject[] {
  return Array.from({ length: count }, (_, n) => createTestBundle(from + n, options)).flat()
}

/** The HyperFrame of the first bundle. */
export function createTestHyperFrame(): TestObject {
  const uuid = formatTestUuid(0)
  return createTestObject(`objects/${uuid}/${uuid}_hframe.pb`, createMessage(uuid, 300))
}

/** The contents of objects by their path. */
export const toMembers = (objects: readonly TestObject[]): ReadonlyMap<string, Uint8Array> =>
  new Map(objects.map(({ object, content }) => [object.path, content]))

/** What a listing has. */
export const toListed = (objects: readonly TestObject[]): ReadonlyMap<string, ListedObject> =>
  new Map(objects.map(({ object }) => [object.path, object]))
