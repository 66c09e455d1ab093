import { once } from 'node:events'
import http from 'node:http'
import { expect, test, vi } from 'vitest'
import { openStepLog } from '../../src/action/open-step-log.ts'

/** Opens a log, sends one request, and returns what was printed. */
async function printRequest(env: Readonly<Record<string, string>>): Promise<string> {
  const server = http.createServer((_, response) => response.end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    openStepLog(env)
    const port = typeof address === 'object' ? address?.port : 0
    const [response]: http.IncomingMessage[] = await once(http.get({ host: '127.0.0.1', port }), 'response')
    response?.resume()
    const readPrinted = () => print.mock.calls.flat().join('')
    if (env['RUNNER_DEBUG'] === '1') await vi.waitFor(() => expect(readPrinted()).toContain('::debug::'))
    return readPrinted()
  } finally {
    print.mockRestore()
    server.closeAllConnections()
    server.close()
  }
}

test('openStepLog reports each request with debug logging, and none without', async () => {
  expect(await printRequest({})).toBe('')
  expect(await printRequest({ RUNNER_DEBUG: '1' })).toMatch(/^::debug::GET 127\.0\.0\.1: 200 in \d+ ms$/m)
})
