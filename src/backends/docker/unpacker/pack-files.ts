import type { ContextFile } from '../../context-seed.ts'
import { unpackerText } from './unpacker-text.ts'

/** The program among the packed files. It expects that it is in the folder of the context. */
export const unpackerFile = 'unpack_seed.py'

/** A block is held in memory once, by this side and by the program. */
const blockBytes = 4 * 1024 * 1024

/**
 * Packs small files into few large ones, which the program among them unpacks, in the same order: an engine takes
 * 0.25 ms of CPU time for each file that it unpacks on its own, and the program 0.07 ms. Files of this machine stay as
 * they are. Throws for content of another size than stated.
 */
export async function* packFiles(files: AsyncIterable<ContextFile>): AsyncGenerator<ContextFile> {
  const program = Buffer.from(unpackerText)
  yield { path: unpackerFile, bytes: program.length, content: program }
  let number = 0
  let block: (ContextFile & { readonly content: Uint8Array })[] = []
  let bytes = 0
  const finishBlock = () => {
    const head = `${JSON.stringify(block.map((file) => [file.path, file.bytes]))}\n`
    const content = Buffer.concat([Buffer.from(head), ...block.map((file) => file.content)])
    block = []
    bytes = 0
    return { path: `seed-${number++}`, bytes: content.length, content }
  }
  for await (const file of files) {
    if (!('content' in file)) {
      yield file
      continue
    }
    if (file.content.length !== file.bytes)
      throw new Error(`${file.path} has ${file.content.length} bytes, not ${file.bytes}.`)
    block.push(file)
    bytes += file.bytes
    if (bytes >= blockBytes) yield finishBlock()
  }
  if (block.length > 0) yield finishBlock()
}
