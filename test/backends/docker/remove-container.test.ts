import Docker from 'dockerode'
import { expect, test } from 'vitest'
import { removeContainer } from '../../../src/backends/docker/remove-container.ts'
import { makeEmptyImage } from '../../testbed/images.ts'

test('removeContainer removes a container, and accepts that it is gone', async () => {
  await using image = await makeEmptyImage({ Cmd: ['dsdt_docker'] })
  const container = await new Docker().createContainer({ Image: image.name })
  await removeContainer(container)
  await expect(container.inspect()).rejects.toMatchObject({ statusCode: 404 })
  await removeContainer(container)
})
