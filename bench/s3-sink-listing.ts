import { addLatency, encodeUrl, escapeXml, sendXml } from './s3-sink-answers.ts'
import type { SinkRequest } from './s3-sink-objects.ts'
import { type Bucket, findLowerBound, type StoredObject } from './s3-sink-store.ts'

const maxKeys = 1000

export async function listObjects({ response, query, bucketName, bucket }: SinkRequest): Promise<void> {
  await addLatency()
  if (query.has('location')) return sendXml(response, '<LocationConstraint/>')
  if (query.has('uploads')) return sendXml(response, '<ListMultipartUploadsResult/>')
  const isSecond = query.get('list-type') === '2'
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const limit = Math.min(maxKeys, Number(query.get('max-keys') || maxKeys))
  const after = isSecond ? (query.get('continuation-token') ?? query.get('start-after')) : query.get('marker')
  const write = query.get('encoding-type') === 'url' ? encodeUrl : escapeXml
  const { entries, next } = listPage(bucket, { prefix, delimiter, limit, after: after ?? '' })

  const items = entries.map(({ name, stored }) => {
    if (stored === undefined) return `<CommonPrefixes><Prefix>${write(name)}</Prefix></CommonPrefixes>`
    const { modified, etag, size } = stored
    const times = `<LastModified>${modified.toISOString()}</LastModified>`
    const tag = `<ETag>${etag.replaceAll('"', '&quot;')}</ETag>`
    return `<Contents><Key>${write(name)}</Key>${times}${tag}<Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`
  })
  const where = isSecond ? 'NextContinuationToken' : 'NextMarker'
  const more = next === undefined ? '' : `<${where}>${isSecond ? escapeXml(next) : write(next)}</${where}>`
  const head =
    `<Name>${bucketName}</Name><Prefix>${write(prefix)}</Prefix><MaxKeys>${limit}</MaxKeys><KeyCount>${entries.length}</KeyCount>` +
    `<IsTruncated>${next !== undefined}</IsTruncated>${more}` +
    (delimiter === '' ? '' : `<Delimiter>${write(delimiter)}</Delimiter>`) +
    (write === encodeUrl ? '<EncodingType>url</EncodingType>' : '')
  sendXml(
    response,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${head}${items.join('')}</ListBucketResult>`,
  )
}

interface PageQuery {
  readonly prefix: string
  readonly delimiter: string
  readonly limit: number
  readonly after: string
}

/** Lists keys and, with a delimiter, folders. `next` is the last entry when there are more. */
function listPage({ keys, objects }: Bucket, { prefix, delimiter, limit, after }: PageQuery) {
  const entries: { readonly name: string; readonly stored: StoredObject | undefined }[] = []
  const isFolder = delimiter !== '' && after.endsWith(delimiter)
  let at = Math.max(
    findLowerBound(keys, prefix),
    after === '' ? 0 : findLowerBound(keys, isFolder ? nextAfter(after) : `${after}\0`),
  )
  for (;;) {
    const key = keys[at]
    if (key === undefined || !key.startsWith(prefix)) return { entries, next: undefined }
    if (entries.length >= limit) return { entries, next: entries.at(-1)?.name }
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const name = cut < 0 ? key : key.slice(0, cut + delimiter.length)
    entries.push({ name, stored: cut < 0 ? objects.get(key) : undefined })
    at = cut < 0 ? at + 1 : findLowerBound(keys, nextAfter(name), at)
  }
}

/** The first text after all texts with this prefix. */
function nextAfter(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)
}
