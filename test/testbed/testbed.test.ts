import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { images, listContainers, runDocker, startPrivateEngine } from './docker.ts'
import { makeHome, rawOrders, rawOrdersCsv } from './dsdt.ts'
import { type Moto, startMoto } from './moto.ts'

let moto: Moto

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
afterAll(() => moto[Symbol.asyncDispose]())

// Each test has its own remote, so that it does not reuse the bundles of another test.
const createRemote = () => `s3://bucket/${randomUUID()}`

async function runImage(image: string, command: readonly string[], label = 'test=testbed') {
  const env = Object.entries(moto.env).flatMap(([name, value]) => ['--env', `${name}=${value}`])
  return runDocker(['run', '--rm', '--init', '--network', 'host', '--label', label, ...env, image, ...command])
}

describe('a home', () => {
  test('has the real dsdt, and another home pulls its bundles', async () => {
    const remote = createRemote()
    await using maker = await makeHome(moto, { remote })
    await using reader = await makeHome(moto, { remote, localContext: 'elsewhere' })
    const uuid = await maker.makeBundle({ name: 'raw.csv', data: rawOrdersCsv, tags: { season: 'winter' }, push: true })
    expect(await reader.runDsdt('pull', '--localize', 'raw.csv')).toMatchObject({ code: 0 })
    const listed = await reader.runDsdt('ls', '--verbose', '--tag', 'season:winter')
    expect(listed.stdout).toContain(uuid)
    expect(await reader.catBundle(uuid)).toContain(`${uuid}/orders.csv`)
    expect((await reader.runDsdt('context')).stdout).toContain('elsewhere')
  }, 60_000)

  test('reports why a bundle cannot be created', async () => {
    await using home = await makeHome(moto)
    const pushWithoutRemote = home.makeBundle({ name: 'a', data: { kind: 'value', value: 1 }, push: true })
    await expect(pushWithoutRemote).rejects.toThrow('has no remote')
  }, 60_000)
})

describe('moto', () => {
  test('lets a user do only what the policy allows, after `enforceIam`', async () => {
    await using strict = await startMoto()
    await strict.createBucket('bucket')
    const keys = await strict.createUser('auditor', ['sts:GetCallerIdentity'])
    await strict.enforceIam()
    const env = { AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey }
    await using home = await makeHome({ ...strict, env: { ...strict.env, ...env } })
    const script = 'import boto3, sys; getattr(boto3.client(sys.argv[1]), sys.argv[2])()'
    expect(await home.runPython(script, 'sts', 'get_caller_identity')).toMatchObject({ code: 0 })
    expect((await home.runPython(script, 's3', 'list_buckets')).stderr).toContain('AccessDenied')
  }, 60_000)
})

describe('the pipeline images', () => {
  test('luigi: two tasks create a bundle with the requested uuid', async () => {
    const remote = createRemote()
    await using home = await makeHome(moto, { remote })
    const orders = await home.makeBundle({ name: 'raw.orders', data: rawOrders, push: true })
    const uuid = randomUUID()
    const options = ['--output-bundle-uuid', uuid, '--output-bundle', '-', '--branch', 'shop/ci', '--remote', remote]
    const pipe = ['pipelines.orders.DailyOrders', '--orders', orders, '--day', '2026-01-05']
    const ran = await runImage(images.luigi, ['dsdt_docker', ...options, ...pipe])
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('kept 5 of 8 orders') })
    await home.runDsdt('pull')
    expect(await home.catBundle(uuid)).toMatch(/ann\s+2026-01-05\s+2\s+120\.0\s+99\.5\s+True/)
  }, 60_000)

  test('leave no container behind', async () => {
    const label = `test=${randomUUID()}`
    await runImage(images.faults, ['true'], label)
    expect(await listContainers(label)).toEqual([])
  })
})

test('a private engine beside the engine of the machine can be killed and restarted', async () => {
  await using engine = await startPrivateEngine()
  expect(await engine.docker('ps')).toMatchObject({ code: 0 })
  await engine.kill()
  expect((await engine.docker('ps')).stderr).toContain('Cannot connect to the Docker daemon')
  await engine.restart()
  expect(await engine.docker('ps')).toMatchObject({ code: 0 })
  expect(await runDocker(['ps'])).toMatchObject({ code: 0 })
}, 60_000)
