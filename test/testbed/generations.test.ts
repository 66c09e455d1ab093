import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runDocker } from './docker.ts'
import { makeHome, rawOrders } from './dsdt.ts'
import { nameImage, startVersionHome, type Version, versions } from './generations.ts'
import { type Moto, startMoto } from './moto.ts'

let moto: Moto

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
afterAll(() => moto[Symbol.asyncDispose]())

const pipe = 'pipelines.orders.DailyOrders'

/** The command of each version with the names of its pipe, input and output. */
function createCommand(version: Version, input: { readonly name: string; readonly uuid: string }) {
  const output = ['--output-bundle', 'daily']
  switch (version) {
    case '0.7.1':
    case '0.7.2':
    case '0.8.0':
      return { command: [], pipeArguments: [input.name, 'daily'] }
    case '0.8.1':
      return { command: [], pipeArguments: [...output, '--pipeline', pipe] }
    case '0.8.25':
      return { command: [], pipeArguments: [...output, pipe, '--orders', input.uuid] }
    default:
      return { command: ['dsdt_docker'], pipeArguments: [...output, pipe, '--orders', input.uuid] }
  }
}

describe.for(versions)('the image of disdat %s', (version) => {
  // A pipe of 0.8.1 can read only what its own upstream pipes made.
  if (version !== '0.8.1')
    test('creates the output bundle with the requested uuid', async () => {
      const prefix = randomUUID()
      const remote = `s3://bucket/${prefix}`
      // Up to 0.8.25, the prefix must exist as a key.
      await fetch(`${moto.endpoint}/bucket/${prefix}/`, { method: 'PUT', body: '' })
      await using home = await makeHome(moto, { remote })
      const name = 'raw_orders'
      const { command, pipeArguments } = createCommand(version, {
        name,
        uuid: await home.makeBundle({ name, data: rawOrders, push: true }),
      })
      const uuid = randomUUID()
      const env = Object.entries(moto.env).flatMap(([key, value]) => ['--env', `${key}=${value}`])
      const options = ['--output-bundle-uuid', uuid, '--branch', 'shop/ci', '--remote', remote]
      const argv = [...command, ...options, ...pipeArguments]
      const ran = await runDocker(['run', '--rm', '--init', '--network', 'host', ...env, nameImage(version), ...argv])
      expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('2026-01-05: 4 orders of 3 customers') })
      await home.runDsdt('pull')
      expect(await home.catBundle(uuid)).toMatch(/ann\s+2\s+120\.0/)
    }, 120_000)

  test('has the real dsdt', async () => {
    await using home = await startVersionHome(version, moto)
    expect(await home.runDsdt('context', 'shop/mine')).toMatchObject({ code: 0 })
    expect((await home.run('ls', '/root/.disdat/context')).stdout).toBe('mine\n')
  }, 120_000)
})
