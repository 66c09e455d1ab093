import { Readable } from 'node:stream'
import Docker from 'dockerode'
import { extract } from 'tar-stream'
import { expect, onTestFinished, test } from 'vitest'
import { putFiles, putFolders } from '../../../src/backends/docker/put-seed.ts'
import { removeContainer } from '../../../src/backends/docker/remove-container.ts'
import { dsdtDocker, makeShellImage } from '../../testbed/shell-image.ts'

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

/** The owner and mode of everything below a path of a container. */
async function listOwners(container: Docker.Container, path: string): Promise<Readonly<Record<string, string>>> {
  const archive = await container.getArchive({ path })
  const owners: Record<string, string> = {}
  for await (const entry of Readable.from(archive).pipe(extract())) {
    const { name, uid = 0, gid = 0, mode = 0 } = entry.header
    owners[name.replace(/\/$/, '')] = `${uid}:${gid} ${(mode & 0o777).toString(8)}`
    entry.resume()
  }
  return owners
}

test('putFolders and putFiles give folders and files to the user, and leaves folders of the image as they are', async () => {
  const container = await createContainer({ 'home/ann/': '', 'home/ann/.disdat/': '' })
  const owner = { uid: 1234, gid: 100, home: '/home/ann' }
  const context = '/home/ann/.disdat/context/local'
  const location = { context, missing: ['/home/ann/.disdat/context', context], owner }
  const content = Buffer.from('{}')
  async function* createFiles() {
    yield { path: 'objects/a/b_frame.pb', bytes: 2, content }
    yield { path: 'ctxt.json', bytes: 2, content }
  }
  await putFolders(container, location)
  await putFiles(container, location, createFiles(), signal)
  expect(await listOwners(container, '/home/ann/.disdat')).toStrictEqual({
    '.disdat': '0:0 777',
    '.disdat/context': '1234:100 755',
    '.disdat/context/local': '1234:100 755',
    '.disdat/context/local/objects': '1234:100 755',
    '.disdat/context/local/objects/a': '1234:100 755',
    '.disdat/context/local/objects/a/b_frame.pb': '1234:100 644',
    '.disdat/context/local/ctxt.json': '1234:100 644',
  })
})
