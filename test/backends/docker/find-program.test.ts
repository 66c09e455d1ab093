import Docker from 'dockerode'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readProgram } from '../../../src/backends/docker/find-program.ts'
import { removeContainer } from '../../../src/backends/docker/remove-container.ts'
import { dsdtDocker, makeShellImage, type ShellImage } from '../../testbed/shell-image.ts'
import { image as anyImage } from './fixtures.ts'

const { signal } = new AbortController()
const setPath = (path: string) => new Map([['PATH', path]])

let image: ShellImage
let container: Docker.Container

beforeAll(async () => {
  const files = { 'opt/bin/dsdt_docker': 'own', 'usr/bin/dsdt_docker': 'default' }
  image = await makeShellImage('', undefined, { ...dsdtDocker, files, links: { 'srv/dsdt_docker': '/opt/bin/x' } })
  container = await new Docker().createContainer({ Image: image.id })
})
afterAll(async () => {
  await removeContainer(container)
  await image[Symbol.asyncDispose]()
})

test('readProgram finds the program of a task in the PATH of its container', async () => {
  const read = (program: string, imagePath?: string, taskPath?: string) =>
    readProgram(
      container,
      {
        argv: [program],
        image: { ...anyImage, env: imagePath === undefined ? new Map() : setPath(imagePath) },
        env: taskPath === undefined ? new Map() : setPath(taskPath),
      },
      signal,
    )
  expect(await read('dsdt_docker', '/no/such:/srv:/opt/bin:/usr/bin')).toBe('own')
  expect(await read('dsdt_docker', '/opt/bin', '/usr/bin')).toBe('default')
  expect(await read('dsdt_docker')).toBe('default')
  expect(await read('/opt/bin/dsdt_docker', '/usr/bin')).toBe('own')
  expect(await read('none', '/opt/bin')).toBeUndefined()
})
