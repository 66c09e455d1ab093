import Docker from 'dockerode'
import { expect, test } from 'vitest'
import { runIdLabel } from '../../../src/backends/docker/container.ts'
import { removeContainer, stopContainers } from '../../../src/backends/docker/remove-container.ts'
import { makeEmptyImage } from '../../testbed/images.ts'

test('removeContainer removes a container, and accepts that it is gone', async () => {
  await using image = await makeEmptyImage({ Cmd: ['dsdt_docker'] })
  const container = await new Docker().createContainer({ Image: image.name })
  await removeContainer(container)
  await expect(container.inspect()).rejects.toMatchObject({ statusCode: 404 })
  await removeContainer(container)
})

test('stopContainers removes the containers of a run, and of no other run', async () => {
  await using image = await makeEmptyImage({ Cmd: ['dsdt_docker'] })
  const docker = new Docker()
  const [own, other] = [crypto.randomUUID(), crypto.randomUUID()]
  const create = async (runId: string) =>
    await docker.createContainer({ Image: image.name, Labels: { [runIdLabel]: runId } })
  const [first, second, kept] = [await create(own), await create(own), await create(other)]
  try {
    expect(await stopContainers(docker, own)).toBe(2)
    for (const container of [first, second])
      await expect(container.inspect()).rejects.toMatchObject({ statusCode: 404 })
    expect(await kept.inspect()).toMatchObject({ Id: kept.id })
  } finally {
    await removeContainer(kept)
  }
})
