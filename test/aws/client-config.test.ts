import { describe, expect, test } from 'vitest'
import { createClientConfig } from '../../src/aws/client-config.ts'
import type { Identity } from '../../src/aws/credentials.ts'

describe('createClientConfig', () => {
  test('asks the identity for credentials at every use', async () => {
    let calls = 0
    const identity: Identity = {
      region: 'eu-west-1',
      credentials: async () => ({ accessKeyId: `key-${++calls}`, secretAccessKey: 'secret' }),
    }
    const config = createClientConfig(identity, {})
    expect((await config.credentials()).accessKeyId).toBe('key-1')
    expect((await config.credentials()).accessKeyId).toBe('key-2')
  })

  test('uses the identity’s region unless another one is given', () => {
    const identity: Identity = { region: 'eu-west-1', credentials: () => Promise.reject(new Error('unused')) }
    expect(createClientConfig(identity, {}).region).toBe('eu-west-1')
    expect(createClientConfig(identity, {}, 'us-west-2').region).toBe('us-west-2')
  })

  test('follows the proxy variables', () => {
    const identity: Identity = { region: 'eu-west-1', credentials: () => Promise.reject(new Error('unused')) }
    const env = { https_proxy: 'http://proxy.example:3128' }
    expect(createClientConfig(identity, env).requestHandler).toMatchObject({
      httpAgent: { options: { proxyEnv: env } },
      httpsAgent: { options: { proxyEnv: env } },
    })
  })
})
