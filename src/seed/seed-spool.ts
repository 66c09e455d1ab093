import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import path from 'node:path'
import { writeAt } from '../lib/write-at.ts'
import type { ListedObject, ObjectContent } from '../remote/listed-object.ts'

/** The bytes that are collected before they are written, and that are read at once. */
const blockBytes = 4 * 1024 * 1024

/** An object of a spool: its content, or the file that has it. */
export type SpooledObject = { readonly path: string; readonly bytes: number } & (
  | { readonly content: Uint8Array }
  | { readonly file: string }
)

type Place = { readonly bytes: number } & ({ readonly offset: number } | { readonly file: string })

/** The part of the file of small objects that was read last. */
type Block = { start: number; bytes: Uint8Array }

const createBlock = (): Block => ({ start: 0, bytes: new Uint8Array(0) })

/**
 * The content of a seed in a temporary folder: small objects one after the other in one file, large objects in a file
 * each. In memory are the paths, and at most twice `blockBytes`.
 */
export class SeedSpool implements AsyncDisposable {
  readonly folder: string
  readonly #small: FileHandle
  readonly #places = new Map<string, Place>()
  #pending: Buffer[] = []
  #pendingBytes = 0
  /** With what is being written. */
  #writtenBytes = 0
  #storedBytes = 0
  #writing: Promise<void> = Promise.resolve()
  #isComplete = false
  /** Resolves when `follow` may find more. */
  #change = Promise.withResolvers<void>()

  private constructor(folder: string, small: FileHandle) {
    this.folder = folder
    this.#small = small
  }

  /** Creates the folder in `parent`. Throws the error of the file system. */
  static async create(parent: string): Promise<SeedSpool> {
    const folder = await mkdtemp(path.join(parent, 'disdat-seed-'))
    return new SeedSpool(folder, await open(path.join(folder, 'objects'), 'wx+', 0o600))
  }

  has(objectPath: string): boolean {
    return this.#places.has(objectPath)
  }

  /** The size of an object in bytes; 0 for an object that the spool does not have. */
  getBytes(objectPath: string): number {
    return this.#places.get(objectPath)?.bytes ?? 0
  }

  /** The paths of the spool that are not among these. */
  listOthers(paths: ReadonlySet<string>): readonly string[] {
    return this.#places
      .keys()
      .filter((each) => !paths.has(each))
      .toArray()
  }

  /** The file of a large object that the spool has with this size. */
  findFile({ path: objectPath, bytes }: ListedObject): string | undefined {
    const place = this.#places.get(objectPath)
    return place !== undefined && 'file' in place && place.bytes === bytes ? place.file : undefined
  }

  /** Adds a small object. Calls must not overlap. */
  async add({ object, bytes }: ObjectContent): Promise<void> {
    this.#places.set(object.path, { offset: this.#writtenBytes + this.#pendingBytes, bytes: bytes.length })
    this.#pending.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    this.#pendingBytes += bytes.length
    if (this.#pendingBytes >= blockBytes) await this.#flush()
  }

  /** Adds a large object, whose content `write` puts into a new file, unless `write` resolves with false. */
  async addFile(object: ListedObject, write: (file: string) => Promise<boolean>): Promise<void> {
    const file = path.join(this.folder, `object-${this.#places.size}-${crypto.randomUUID()}`)
    if (!(await write(file))) return
    this.#places.set(object.path, { file, bytes: object.bytes })
    // `follow` passes on what was added before, without a wait for a whole block.
    await this.#flush()
    this.#announce()
  }

  /** Ends `follow` after what was added. Nothing is added later. Throws the error of the file system. */
  async complete(): Promise<void> {
    try {
      await this.#flush()
    } finally {
      this.#isComplete = true
      this.#announce()
    }
  }

  /** The objects of these paths that the spool has, in the order in which they were added. */
  async *read(paths: ReadonlySet<string>): AsyncGenerator<SpooledObject> {
    await this.#flush()
    const block = createBlock()
    for (const [objectPath, place] of this.#places)
      if (paths.has(objectPath)) yield await this.#readObject(objectPath, place, block)
  }

  /** All objects in the order in which they are added, until the spool is complete. */
  async *follow(): AsyncGenerator<SpooledObject> {
    const block = createBlock()
    const places = this.#places.entries()
    let count = 0
    let next: [string, Place] | undefined
    for (;;) {
      // An iterator that has ended finds nothing that is added later.
      if (next === undefined && count < this.#places.size) {
        next = places.next().value
        count += 1
      }
      if (next !== undefined && this.#isStored(next[1])) {
        yield await this.#readObject(...next, block)
        next = undefined
      } else if (this.#isComplete) return
      else await this.#change.promise
    }
  }

  #isStored(place: Place): boolean {
    return 'file' in place || place.offset + place.bytes <= this.#storedBytes
  }

  async #readObject(objectPath: string, place: Place, block: Block): Promise<SpooledObject> {
    const { bytes } = place
    if ('file' in place) return { path: objectPath, bytes, file: place.file }
    const { offset } = place
    if (offset + bytes > block.start + block.bytes.length) {
      block.start = offset
      block.bytes = await this.#readBlock(offset, Math.max(bytes, blockBytes))
    }
    const from = offset - block.start
    return { path: objectPath, bytes, content: block.bytes.subarray(from, from + bytes) }
  }

  async #readBlock(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const block = new Uint8Array(length)
    let read = 0
    while (read < length) {
      const { bytesRead } = await this.#small.read(block, read, length - read, offset + read)
      if (bytesRead === 0) break
      read += bytesRead
    }
    return block.subarray(0, read)
  }

  /** Other runs may read while this one adds. */
  async #flush(): Promise<void> {
    const [pending, offset] = [this.#pending, this.#writtenBytes]
    this.#writtenBytes += this.#pendingBytes
    const end = this.#writtenBytes
    this.#pending = []
    this.#pendingBytes = 0
    if (pending.length > 0) this.#writing = this.#writing.then(() => this.#write(pending, offset, end))
    await this.#writing
  }

  async #write(chunks: readonly Buffer[], offset: number, end: number): Promise<void> {
    await writeAt(this.#small, chunks, offset)
    this.#storedBytes = end
    this.#announce()
  }

  #announce(): void {
    this.#change.resolve()
    this.#change = Promise.withResolvers()
  }

  /** Removes the folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#small.close()
    await rm(this.folder, { recursive: true, force: true })
  }
}
