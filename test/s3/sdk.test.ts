import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startWireServer } from './wire-server.ts'

/** In a process of its own, because other tests load the SDK. Prints after each step whether the SDK is loaded. */
const script = `
  import { registerHooks } from 'node:module'
  let isLoaded = false
  registerHooks({
    load(url, context, next) {
      isLoaded ||= url.includes('/@aws-sdk/') || url.includes('/@smithy/')
      return next(url, context)
    },
  })
  const { openStore } = await import(process.argv[1])
  const { signal } = new AbortController()
  const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 'b' })
  const identity = { region: 'eu-west-1', credentials }
  const store = await openStore({ bucket: 'bucket', identity, env: { AWS_ENDPOINT_URL: process.argv[2] } })
  await store.putIfAbsent('key', Buffer.from('content'), { signal })
  await store.get('key', { signal, maxBytes: 99 })
  await store.getVersion('key', { signal, maxBytes: 99 })
  for await (const _ of store.list('', { signal }));
  console.log(isLoaded)
  await store.copyIfAbsent('key', 'other', { signal }).catch(() => {})
  console.log(isLoaded)
  store.close()
`

test('SdkClient loads the SDK for rare requests only', async () => {
  await using wire = await startWireServer(({ method, url }, response) => {
    response.setHeader('etag', '"tag"')
    response.end(method === 'GET' && url.includes('list-type') ? '<ListBucketResult/>' : '')
  })
  const source = new URL('../../src/s3/open-store.ts', import.meta.url).href
  const args = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--input-type=module', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, [...args, source, wire.endpoint])
  expect(stdout).toBe('false\ntrue\n')
  expect(wire.requests.length).toBeGreaterThan(4)
})
