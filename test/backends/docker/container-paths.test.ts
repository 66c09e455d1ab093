import Docker from 'dockerode'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectPath, readTextFile } from '../../../src/backends/docker/container-paths.ts'
import { removeContainer } from '../../../src/backends/docker/remove-container.ts'
import { dsdtDocker, makeShellImage, type ShellImage } from '../../testbed/shell-image.ts'

const { signal } = new AbortController()

let image: ShellImage
let container: Docker.Container

beforeAll(async () => {
  const files = {
    'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
    'root/': '',
    'etc/large': 'x'.repeat(1024 * 1024 + 1),
  }
  image = await makeShellImage('', undefined, { ...dsdtDocker, files, links: { 'etc/link': 'passwd', home: 'root' } })
  container = await new Docker().createContainer({ Image: image.id })
})
afterAll(async () => {
  await removeContainer(container)
  await image[Symbol.asyncDispose]()
})

test('inspectPath distinguishes folders, files, links and nothing', async () => {
  const paths = ['/root', '/', '/etc/passwd', '/etc/link', '/home', '/home/x', '/no/such']
  const kinds = await Promise.all(paths.map((path) => inspectPath(container, path)))
  expect(kinds).toStrictEqual(['folder', 'folder', 'file', 'other', 'other', 'missing', 'missing'])
})

test('readTextFile reads a small file, and neither links, folders nor large files', async () => {
  const read = (path: string) => readTextFile(container, path, signal)
  expect(await read('/etc/passwd')).toBe('root:x:0:0:root:/root:/bin/sh\n')
  for (const path of ['/etc/link', '/root', '/etc/large', '/etc/group']) expect(await read(path)).toBeUndefined()
})

test('a container that is gone has no paths', async () => {
  const gone = new Docker().getContainer('f'.repeat(64))
  expect(await inspectPath(gone, '/')).toBe('missing')
  expect(await readTextFile(gone, '/etc/passwd', signal)).toBeUndefined()
})
