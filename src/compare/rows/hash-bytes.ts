const c1 = 0x239b961b
const c2 = 0xab0e9789
const c3 = 0x38b34ae5
const c4 = 0xa1e38b93

/**
 * Writes the 128-bit MurmurHash3 (x86 variant, seed 0) of some bytes into four words. It distinguishes values, and does
 * not protect against texts that were made to collide: who makes the data could also hide a change in it.
 * https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
export function hashBytes(bytes: Uint8Array, start: number, end: number, out: Uint32Array, at: number): void {
  const length = end - start
  const blocks = end - (length % 16)
  let [h1, h2, h3, h4] = [0, 0, 0, 0]
  for (let i = start; i < blocks; i += 16) {
    h1 ^= scramble(readWord(bytes, i), c1, 15, c2)
    h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0
    h2 ^= scramble(readWord(bytes, i + 4), c2, 16, c3)
    h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0
    h3 ^= scramble(readWord(bytes, i + 8), c3, 17, c4)
    h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0
    h4 ^= scramble(readWord(bytes, i + 12), c4, 18, c1)
    h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0
  }
  const rest = end - blocks
  if (rest > 12) h4 ^= scramble(readTail(bytes, blocks + 12, rest - 12), c4, 18, c1)
  if (rest > 8) h3 ^= scramble(readTail(bytes, blocks + 8, rest - 8), c3, 17, c4)
  if (rest > 4) h2 ^= scramble(readTail(bytes, blocks + 4, rest - 4), c2, 16, c3)
  if (rest > 0) h1 ^= scramble(readTail(bytes, blocks, rest), c1, 15, c2)
  finish(h1 ^ length, h2 ^ length, h3 ^ length, h4 ^ length, out, at)
}

/** Writes the hash of some words, four of which make a block, as `hashBytes` does of their bytes. */
export function hashBlocks(words: Uint32Array, out: Uint32Array, at: number): void {
  let [h1, h2, h3, h4] = [0, 0, 0, 0]
  for (let i = 0; i < words.length; i += 4) {
    h1 ^= scramble(words[i] ?? 0, c1, 15, c2)
    h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0
    h2 ^= scramble(words[i + 1] ?? 0, c2, 16, c3)
    h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0
    h3 ^= scramble(words[i + 2] ?? 0, c3, 17, c4)
    h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0
    h4 ^= scramble(words[i + 3] ?? 0, c4, 18, c1)
    h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0
  }
  const length = words.length * 4
  finish(h1 ^ length, h2 ^ length, h3 ^ length, h4 ^ length, out, at)
}

/** Writes the hash of four words, without their length. */
export function hashWords(a: number, b: number, c: number, d: number, out: Uint32Array, at: number): void {
  finish(scramble(a, c1, 15, c2), scramble(b, c2, 16, c3), scramble(c, c3, 17, c4), scramble(d, c4, 18, c1), out, at)
}

function finish(a: number, b: number, c: number, d: number, out: Uint32Array, at: number): void {
  const sum = (a + b + c + d) | 0
  const h1 = mix(sum)
  const h2 = mix((b + sum) | 0)
  const h3 = mix((c + sum) | 0)
  const h4 = mix((d + sum) | 0)
  const total = (h1 + h2 + h3 + h4) | 0
  out[at] = total
  out[at + 1] = h2 + total
  out[at + 2] = h3 + total
  out[at + 3] = h4 + total
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

function scramble(word: number, first: number, bits: number, second: number): number {
  return Math.imul(rotate(Math.imul(word, first), bits), second)
}

/** The finalizer, which lets each bit of the word change half of the others. */
function mix(word: number): number {
  let h = word ^ (word >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function readWord(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)
}

function readTail(bytes: Uint8Array, at: number, length: number): number {
  let word = 0
  for (let i = Math.min(length, 4) - 1; i >= 0; i--) word = (word << 8) | (bytes[at + i] ?? 0)
  return word
}
