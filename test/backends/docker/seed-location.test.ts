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

const passwd = 'root:x:0:0::/root:/bin/sh\nann:x:7:8::/home/ann:/bin/sh\n'
const configuration = 'root/.config/disdat/disdat.cfg'

test.each([
  ['an absolute path', '/data/../srv/disdat', '/srv/disdat'],
  ['a path in the home', '~/data', '/root/data'],
])('findSeedLocation looks below `meta_dir_root` of disdat.cfg: %s', async (_, value, root) => {
  const files = {
    'etc/passwd': passwd,
    [configuration]: `[core]\nmeta_dir_root = ${value}\n`,
    [`${root.slice(1)}/`]: '',
  }
  expect(await findSeedLocation(await createContainer(files), minimalTask, 'local', signal)).toMatchObject({
    context: `${root}/.disdat/context/local`,
    missing: [`${root}/.disdat`, `${root}/.disdat/context`, `${root}/.disdat/context/local`],
  })
})

test.each<[string, Readonly<Record<string, string>>, string, string]>([
  ['whose user has no home', {}, 'ben', "the home of the image's user ben is not known"],
  ['whose home does not exist', { 'etc/passwd': passwd }, 'ann', '/home/ann in the image is not a folder'],
  [
    'whose `meta_dir_root` is relative',
    { 'etc/passwd': passwd, [configuration]: '[core]\nmeta_dir_root = data\n' },
    '',
    '`meta_dir_root` in the disdat.cfg of the image is not an absolute path',
  ],
  [
    'whose disdat.cfg Python does not read',
    { 'etc/passwd': passwd, [configuration]: 'meta_dir_root = /data\n' },
    '',
    '`meta_dir_root` in the disdat.cfg of the image is not an absolute path',
  ],
  [
    'with a file in the place of a folder',
    { 'etc/passwd': passwd, 'root/.disdat': 'x' },
    '',
    '/root/.disdat in the image is not a folder',
  ],
  [
    'that has the context',
    { 'etc/passwd': passwd, 'root/.disdat/context/local/': '' },
    '',
    'the image has a local context local of its own',
  ],
])('findSeedLocation refuses an image %s', async (_, files, user, problem) => {
  const container = await createContainer(files)
  const task = { ...minimalTask, image: { ...minimalTask.image, user } }
  expect(await findSeedLocation(container, task, 'local', signal)).toStrictEqual({ problem })
})
