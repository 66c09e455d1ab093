/** An object of the sink, in memory. */
export interface StoredObject {
  readonly size: number
  /** Undefined for bytes that each GET generates. */
  readonly body: Buffer | undefined
  readonly etag: string
  readonly modified: Date
  /** The checksum header of the PUT. */
  readonly checksum: readonly [string, string] | undefined
}

export interface Bucket {
  readonly objects: Map<string, StoredObject>
  /** Sorted. */
  readonly keys: string[]
}

const buckets = new Map<string, Bucket>()

/** Every bucket exists. */
export function findBucket(name: string): Bucket {
  const existing = buckets.get(name)
  if (existing !== undefined) return existing
  const bucket = { objects: new Map<string, StoredObject>(), keys: [] }
  buckets.set(name, bucket)
  return bucket
}

export function storeObject(bucket: Bucket, key: string, stored: StoredObject): void {
  if (!bucket.objects.has(key)) bucket.keys.splice(findLowerBound(bucket.keys, key), 0, key)
  bucket.objects.set(key, stored)
}

export function removeObject(bucket: Bucket, key: string): void {
  if (bucket.objects.delete(key)) bucket.keys.splice(findLowerBound(bucket.keys, key), 1)
}

/** The index of the first key that is not less than this one. */
export function findLowerBound(keys: readonly string[], key: string, from = 0): number {
  let [low, high] = [from, keys.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}
