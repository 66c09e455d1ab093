/**
 * A buffer of zeros for large content. Its memory has pages of its own, which go back to the system with `freeBytes`:
 * malloc would keep them for the process. A resizable buffer has such pages in V8:
 * https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/ArrayBuffer/resizable
 */
export function createPageBuffer(bytes: number): Buffer<ArrayBuffer> {
  return Buffer.from(new ArrayBuffer(bytes, { maxByteLength: bytes }))
}

/**
 * Whether the memory of bytes can be passed to another thread, or freed: they are a whole buffer. Node shares one among
 * small buffers, and undici one among the chunks of a response.
 */
export function isTransferable(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
}

/**
 * Frees the buffer of bytes at once, unless they are a part of one. The collector waits for far more garbage than a
 * window or a part.
 */
export function freeBytes(bytes: Uint8Array): void {
  if (isTransferable(bytes)) bytes.buffer.transfer(0)
}
