import Docker from 'dockerode'
import { expect, onTestFinished, test } from 'vitest'
import { removeContainer } from '../../../src/backends/docker/remove-container.ts'
import { findSeedLocation } from '../../../src/backends/docker/seed-location.ts'
import { dsdtDocker, makeShellImage } from '../../testbed/shell-image.ts'
import { minimalTask } from './fixtures.ts'

const { signal } = new AbortController()

async function createContainer(files: Readonly<Record<string, string>>): Promise<Docker.Container> {
  const image = await makeShellImage('', undefined, { ...dsdtDocker, files })
  const container = await new Docker().createContainer({ Image: image.id })
  onTestFinished(async () => {
    await removeContainer(container)
    await image[Symbol.asyncDispose]()
  })
  return container
}

test('findSeedLocation names the folders that do not exist', async () => {
  const container = await createContainer({ 'etc/passwd': 'root:x:0:0::/root:/bin/sh\n', 'root/.disdat/': '' })
  expect(await findSeedLocation(container, minimalTask, 'local', signal)).toStrictEqual({
    context: '/root/.disdat/context/local',
    missing: ['/root/.disdat/context', '/root/.disdat/context/local'],
    owner: { uid: 0, gid: 0, home: '/root' },
  })
})
