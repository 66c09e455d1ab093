import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'
import { isUuid } from '../../disdat/bundle.ts'
import { BundleFormatError } from '../../disdat/format/format-error.ts'
import { getList, getNumber, getString, isObject, parseJson } from '../../lib/json.ts'
import { isMd5ETag, type ListedObject } from '../listed-object.ts'

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/** The content of objects by their path, the oldest first. */
export type PackMembers = ReadonlyMap<string, Uint8Array>

/** Name and version of the format. Readers ignore a pack of another version, and writers replace it. */
const format = { pack: 'disdat-run-action', version: 1 } as const

/** The largest object in a pack, in bytes. A HyperFrame of 100 frames has about 8 KiB. */
export const maxMemberBytes = 16 * 1024
/** The largest pack that is read, in bytes, packed and unpacked: half as much again as the largest capacity. */
export const maxPackBytes = 12 * 1024 * 1024

/** A HyperFrame or frame directly in the folder of its bundle: Disdat names them after their uuids. */
const pathPattern = /^objects\/([0-9a-f-]{36})\/[0-9A-Za-z-]{1,64}_h?frame\.pb$/

/**
 * Whether an object belongs into packs: a HyperFrame or frame of at most `maxMemberBytes` whose ETag is the MD5 of its
 * content, so that the content can be checked.
 */
export function isPackable({ path, bytes, etag }: ListedObject): boolean {
  const uuid = pathPattern.exec(path)?.[1] ?? ''
  return isUuid(uuid) && bytes <= maxMemberBytes && isMd5ETag(etag)
}

/** The size of a member with its path, in bytes. */
export const getMemberBytes = (path: string, bytes: Uint8Array): number => path.length + bytes.length

/**
 * The bytes of a pack: gzip of one line of JSON, which names the format, the context and the path and size of each
 * member, followed by the content of the members in this order.
 */
export async function formatPack(context: string, members: PackMembers): Promise<Uint8Array> {
  const sizes = [...members].map(([path, { length }]) => [path, length])
  const head = Buffer.from(`${JSON.stringify({ ...format, context, members: sizes })}\n`)
  return await compress(Buffer.concat([head, ...members.values()]), { level: constants.Z_BEST_SPEED })
}

/** The members of a pack. Throws BundleFormatError for bytes that `formatPack` did not write for this context. */
export async function parsePack(packed: Uint8Array, context: string): Promise<PackMembers> {
  const text = await decompress(packed, { maxOutputLength: maxPackBytes }).catch((error: unknown) => {
    throw new BundleFormatError('a pack that cannot be unpacked', { cause: error })
  })
  const end = text.indexOf('\n')
  const head = end < 0 ? undefined : parseJson(text.toString('utf8', 0, end))
  if (!isObject(head) || head['pack'] !== format.pack || head['version'] !== format.version)
    throw new BundleFormatError('a pack of another format')
  if (head['context'] !== context) throw new BundleFormatError('a pack of another context')
  const members = new Map<string, Uint8Array>()
  let offset = end + 1
  for (const member of getList(head, 'members')) {
    const [path, size] = [getString(member, '0'), getNumber(member, '1')]
    if (path === undefined || size === undefined || !Number.isInteger(size) || size < 0)
      throw new BundleFormatError('a pack with a member without path or size')
    members.set(path, text.subarray(offset, offset + size))
    offset += size
  }
  if (offset !== text.length) throw new BundleFormatError('a pack of another size than that of its members')
  return members
}
