import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { createInputEnv } from '../plan/input-fixtures.ts'
import { inheritEnv, root } from '../testbed/process.ts'
import { crash, runEntry } from '../testbed/run-entry.ts'

const inputs = createInputEnv({ remote: 's3://bucket/p', context: 'shop', expect: 'orders: { max-age: 26h }' })

describe('runEntry', () => {
  test.each(['report.ts', 'plan.ts', 'freshness.ts'])(
    'escapes an exception of %s that nothing catches',
    async (entry) => {
      const { code, stdout, stderr } = await runEntry(entry, crash)
      expect({ code, stderr }).toStrictEqual({ code: 1, stderr: '' })
      expect(stdout).not.toMatch(/^::set-env/m)
    },
  )

  test('cancels a step whose process gets SIGTERM, and ends it', async () => {
    // The server accepts connections, and never answers.
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const aws = { AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}`, AWS_REGION: 'us-east-1' }
    const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }
    const connected = once(server, 'connection')
    const env = { ...inheritEnv('PATH'), ...inputs, ...aws, ...credentials }
    const step = spawn(process.execPath, [join(root, 'src', 'freshness.ts')], { env })
    const printed = text(step.stdout)
    await connected
    const ended = once(step, 'exit')
    step.kill('SIGTERM')
    expect(await ended).toEqual([1, null])
    expect(await printed).toContain('::error::cancelled: The workflow was cancelled.')
    server.close()
  })
})
