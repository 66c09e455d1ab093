import Docker from 'dockerode'
import { expect, onTestFinished, test } from 'vitest'
import type { ContextFile, ContextSeed } from '../../../../src/backends/context-seed.ts'
import { inspectPath, readTextFile } from '../../../../src/backends/docker/container-paths.ts'
import { removeContainer } from '../../../../src/backends/docker/remove-container.ts'
import { unpackSeed } from '../../../../src/backends/docker/unpacker/unpack-seed.ts'
import { unpackerText } from '../../../../src/backends/docker/unpacker/unpacker-text.ts'
import { images } from '../../../testbed/docker.ts'
import { startEngineProxy } from '../../../testbed/engine-proxy.ts'

const never = new AbortController().signal
const createFile = (path: string, content: Buffer): ContextFile => ({ path, bytes: content.length, content })

async function createContainer(docker = new Docker()): Promise<Docker.Container> {
  const command = ['/opt/python-virtualenv/bin/python3', '-c', unpackerText, '/srv']
  const request = { Entrypoint: command.slice(0, 1), Cmd: command.slice(1), OpenStdin: true, StdinOnce: true }
  const container = await docker.createContainer({ Image: images.luigi, ...request })
  onTestFinished(() => removeContainer(new Docker().getContainer(container.id)))
  return container
}

test('unpackSeed passes files on before all are collected, and resolves when they are unpacked', async () => {
  const container = await createContainer()
  const isRead = Promise.withResolvers<void>()
  const collected = { argv: ['dsdt_docker'], dropped: ['objects/a/dropped_frame.pb'] }
  const seed: ContextSeed = {
    ...{ localContext: 'local', count: 3 },
    async *files() {
      // A whole block is passed on at once.
      yield createFile('objects/a/large_frame.pb', Buffer.alloc(5 * 1024 * 1024, 7))
      yield createFile('objects/a/dropped_frame.pb', Buffer.from('dropped'))
      await isRead.promise
      yield createFile('ctxt.json', Buffer.from('{}'))
    },
    collect: async () => collected,
  }
  const unpacking = unpackSeed(container, seed, never)
  await expect.poll(() => inspectPath(container, '/srv/objects/a/large_frame.pb'), { timeout: 20_000 }).toBe('file')
  isRead.resolve()
  expect(await unpacking).toBe(collected)
  expect(await readTextFile(container, '/srv/ctxt.json', never)).toBe('{}')
  expect(await inspectPath(container, '/srv/objects/a/dropped_frame.pb')).toBe('missing')
})

test('unpackSeed throws when a proxy before the engine gives no connection to the input', async () => {
  await using proxy = await startEngineProxy({ upgrades: false })
  const container = await createContainer(new Docker({ host: '127.0.0.1', port: new URL(proxy.host).port }))
  const seed = { localContext: 'local', count: 0, files: async function* () {}, collect: async () => undefined }
  const message = 'the engine, or a proxy before it, gives no connection to its input'
  await expect(unpackSeed(container, seed, never, 200)).rejects.toThrow(message)
})
