import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** Holds the pipes of a test until the test lets them go on. */
export interface Latch extends AsyncDisposable {
  /** `host:port`, for a pipe in a container on the host network: it connects, and waits until the connection ends. */
  readonly address: string
  /** Lets the pipes that wait go on, and those that come later pass. */
  release(): void
  /** Lets one pipe go on: the first that waits, or else the next that comes. */
  releaseOne(): void
}

/** Starts a latch. The pipes in `faults.py` and `chain.ts` that wait for one find its address in their environment. */
export async function startLatch(): Promise<Latch> {
  const waiting = new Set<Socket>()
  let isReleased = false
  let toPass = 0
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (isReleased || toPass > 0) {
      toPass -= 1
      socket.end()
    } else waiting.add(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const release = () => {
    isReleased = true
    for (const socket of waiting) socket.end()
    waiting.clear()
  }
  const releaseOne = () => {
    const [socket] = waiting
    if (socket === undefined) toPass += 1
    else waiting.delete(socket.end())
  }
  return {
    address: `127.0.0.1:${address.port}`,
    release,
    releaseOne,
    async [Symbol.asyncDispose]() {
      release()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
