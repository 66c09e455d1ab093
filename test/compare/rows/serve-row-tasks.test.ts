import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { serveRowTasks } from '../../../src/compare/rows/serve-row-tasks.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'

// row-thread.test.ts serves whole tables in a thread.
test('serveRowTasks asks for the bytes of a table, and answers with its records or the reason of a failure', async () => {
  await using folder = await makeTemporaryFolder('rows-')
  const { port1, port2 } = new MessageChannel()
  serveRowTasks(port1)
  const columns = { key: ['id'], values: [], json: new Set<string>() }
  const fill = async (name: string, bytes: Uint8Array) => {
    const layout = { windowBytes: 1000, files: ['csv'] }
    port2.postMessage({
      kind: 'fill',
      layout,
      sizes: [bytes.length],
      task: { columns, folder: folder.path, name, maxRows: 9 },
    })
    for (;;) {
      const [answer] = await once(port2, 'message')
      if (answer.kind !== 'read') return answer
      const { id, offset, length } = answer
      port2.postMessage({ kind: 'bytes', id, bytes: bytes.slice(offset, offset + length) })
    }
  }
  expect(await fill('x', Buffer.from('id\n1\n2\n'))).toMatchObject({ kind: 'filled', filled: { facts: { rows: 2 } } })
  const damaged = await fill('y', Buffer.from('id\n"1\n2\n'))
  expect(damaged).toMatchObject({ kind: 'failed', error: { isFormatError: true } })
  port2.close()
})
