import { describe, expect, test } from 'vitest'
import { createEndpointResolver, hasCustomEndpoint } from '../../src/s3/endpoint.ts'
import { StoreError } from '../../src/s3/errors.ts'

describe('createEndpointResolver', () => {
  test.each([
    ['us-east-1', {}, 'data.s3.us-east-1.amazonaws.com'],
    ['us-gov-west-1', {}, 'data.s3.us-gov-west-1.amazonaws.com'],
    ['cn-north-1', {}, 'data.s3.cn-north-1.amazonaws.com.cn'],
    ['us-isob-east-1', {}, 'data.s3.us-isob-east-1.sc2s.sgov.gov'],
    ['eusc-de-east-1', {}, 'data.s3.eusc-de-east-1.amazonaws.eu'],
    ['us-gov-east-1', { AWS_USE_FIPS_ENDPOINT: 'true' }, 'data.s3-fips.us-gov-east-1.amazonaws.com'],
    ['eu-west-1', { AWS_USE_DUALSTACK_ENDPOINT: 'True' }, 'data.s3.dualstack.eu-west-1.amazonaws.com'],
  ])('puts the bucket into the host name in %s, with %j', (region, env, host) => {
    expect(createEndpointResolver('data', env)(region)).toStrictEqual({
      ...{ isSecure: true, hostname: host, port: '', host, base: '/' },
    })
  })

  test('puts a bucket whose name has dots into the path', () => {
    const { host, base } = createEndpointResolver('my.data', {})('eu-west-1')
    expect([host, base]).toStrictEqual(['s3.eu-west-1.amazonaws.com', '/my.data/'])
  })

  test.each([
    ['http://127.0.0.1:9000', { isSecure: false, hostname: '127.0.0.1', port: '9000', host: '127.0.0.1:9000' }],
    ['https://minio.example', { isSecure: true, hostname: 'minio.example', port: '', host: 'minio.example' }],
    ['http://[::1]:9000/', { isSecure: false, hostname: '::1', port: '9000', host: '[::1]:9000' }],
  ])('uses the endpoint %s in every region', (endpoint, expected) => {
    expect(createEndpointResolver('data', { AWS_ENDPOINT_URL: endpoint })('anywhere')).toStrictEqual({
      ...expected,
      base: '/data/',
    })
    expect(
      createEndpointResolver('data', { AWS_ENDPOINT_URL: 'http://other', AWS_ENDPOINT_URL_S3: endpoint })('x').host,
    ).toBe(expected.host)
  })

  test('keeps the path of an endpoint', () => {
    expect(createEndpointResolver('data', { AWS_ENDPOINT_URL: 'http://host/s3/' })('x').base).toBe('/s3/data/')
  })

  test.each(['127.0.0.1:9000', 'ftp://host', 'no address'])('throws invalid-endpoint for %s', (endpoint) => {
    expect(() => createEndpointResolver('data', { AWS_ENDPOINT_URL: endpoint })).toThrow(StoreError)
  })

  test.each(['evil.example/', 'a.b', '', 'us-east-1.evil.example#'])('throws invalid-region for %j', (region) => {
    expect(() => createEndpointResolver('data', {})(region)).toThrow(/is not a region/)
  })
})

test('hasCustomEndpoint is true for a server that the environment names', () => {
  expect(hasCustomEndpoint({ AWS_ENDPOINT_URL: 'http://localhost:9000' })).toBe(true)
  expect(hasCustomEndpoint({ AWS_ENDPOINT_URL_S3: 'http://localhost:9000' })).toBe(true)
  expect(hasCustomEndpoint({ AWS_ENDPOINT_URL: '', AWS_REGION: 'us-east-1' })).toBe(false)
})
