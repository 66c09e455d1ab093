import { describe, expect, test } from 'vitest'
import { findProxySecrets, readNetworkEnv } from '../../src/action/network-env.ts'

describe('readNetworkEnv', () => {
  test('returns endpoints and proxies, and no credentials', () => {
    const networkEnv = {
      AWS_ENDPOINT_URL: 'http://s3:9000',
      AWS_ENDPOINT_URL_S3: 'http://s3:9001',
      HTTPS_PROXY: 'http://proxy:3128',
      no_proxy: 'localhost',
    }
    const others = { AWS_SECRET_ACCESS_KEY: 's', AWS_PROFILE: 'p', PATH: '/bin', HTTP_PROXY: '', GITHUB_TOKEN: 't' }
    expect(readNetworkEnv({ ...networkEnv, ...others })).toStrictEqual(new Map(Object.entries(networkEnv)))
  })
})

describe('findProxySecrets', () => {
  test('returns the password of a proxy as it is written and decoded', () => {
    const networkEnv = new Map([
      ['HTTPS_PROXY', 'http://me:p%40ss@proxy:3128'],
      ['no_proxy', 'localhost'],
    ])
    expect(findProxySecrets(networkEnv)).toStrictEqual(['p%40ss', 'p@ss'])
  })
})
