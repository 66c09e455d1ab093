import { describe, expect, test } from 'vitest'
import { findNetworkSecrets, findProxyProblems, readNetworkEnv } from '../../src/action/network-env.ts'

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

describe('findNetworkSecrets', () => {
  test('returns the secrets of proxies and endpoints in every spelling', () => {
    const networkEnv = new Map([
      ['HTTPS_PROXY', 'me:%zz@proxy:3128'],
      ['http_proxy', 'http://token@proxy:3128'],
      ['AWS_ENDPOINT_URL', 'http://me:pass@s3:9000'],
      ['no_proxy', 'localhost'],
    ])
    const secrets = findNetworkSecrets(networkEnv)
    expect(secrets).toStrictEqual(expect.arrayContaining(['%zz', 'me:%zz', 'token', 'pass', 'me:pass']))
  })
})

describe('findProxyProblems', () => {
  test('names a proxy that no program could use, and not its password', () => {
    const problems = findProxyProblems({ HTTPS_PROXY: 'http://me:pa/ss@proxy', HTTP_PROXY: 'me:%zz@proxy:3128' })
    expect(problems).toStrictEqual([
      {
        where: 'the variable HTTPS_PROXY',
        given: 'http://***@proxy',
        expected: expect.stringContaining('`http://user:password@host:port`'),
      },
    ])
  })
})
