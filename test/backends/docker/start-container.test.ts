import Docker, { type ContainerCreateOptions } from 'dockerode'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { ContextFile, ContextSeed } from '../../../src/backends/context-seed.ts'
import { copyLines } from '../../../src/backends/docker/copy-lines.ts'
import type { CreateContainer } from '../../../src/backends/docker/create-container.ts'
import { removeContainer } from '../../../src/backends/docker/remove-container.ts'
import { startContainer } from '../../../src/backends/docker/start-container.ts'
import { listContainers, runDocker } from '../../testbed/docker.ts'
import { deriveImage, type OwnImage } from '../../testbed/images.ts'
import { mountTmpfs } from '../../testbed/tmpfs.ts'
import { image as anyImage, minimalTask } from './fixtures.ts'

const never = new AbortController().signal
const bin = '/opt/python-virtualenv/bin'
const createFile = (path: string, text: string): ContextFile => {
  const content = Buffer.from(text)
  return { path, bytes: content.length, content }
}
const manyFiles = Array.from({ length: 999 }, (_, at) => createFile(`objects/bundle-${at % 9}/${at}_frame.pb`, `${at}`))
const seed: ContextSeed = {
  ...{ localContext: 'local', count: 1001 },
  async *files() {
    yield createFile('objects/bundle-0/dropped_frame.pb', 'dropped')
    yield* manyFiles
    yield createFile('ctxt.json', '{}')
  },
  collect: async () => ({ argv: ['dsdt_docker', '--no-pull'], dropped: ['objects/bundle-0/dropped_frame.pb'] }),
}
/** Prints its arguments, and the number, size and owners of the files of its context, with the folders above them. */
const program = `#!${bin}/python3
import os, sys
print(*sys.argv[1:], flush=True)
root = os.path.expanduser('~/.disdat/context/local')
files = [os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names]
folders = [root, os.path.dirname(root), os.path.dirname(os.path.dirname(root))]
owners = {(os.stat(path).st_uid, os.stat(path).st_gid) for path in folders + files if os.path.exists(path)}
print(len(files), sum(os.path.getsize(file) for file in files), owners, file=sys.stderr)
`
const bytes = manyFiles.reduce((sum, file) => sum + file.bytes, 2)

let image: OwnImage
beforeAll(async () => {
  const text = Buffer.from(program).toString('base64')
  image = await deriveImage([
    `RUN echo ${text} | base64 -d >${bin}/dsdt_docker && echo 'ann:x:1234:1235::/home/ann:/bin/sh' >>/etc/passwd`,
    'RUN mkdir -p /home/ann && chown 1234:1235 /home/ann',
  ])
  return () => image[Symbol.asyncDispose]()
})

type StartOptions = {
  readonly signal?: AbortSignal
  readonly user?: string
  readonly image?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Replaces the volume. */
  readonly bind?: string
  /** The path of a volume of the image. */
  readonly imageVolume?: string
  /** Called when the container that unpacks the seed exists. */
  readonly onFiller?: () => void
  readonly seed?: ContextSeed
}

/** Starts a container with the seed on the real engine, and returns what it prints and what is left. */
async function runSeeded({
  signal = never,
  user = '',
  image: name = image.name,
  environment = {},
  bind,
  imageVolume,
  onFiller,
  seed: ownSeed = seed,
}: StartOptions = {}) {
  const docker = new Docker()
  const runId = `start-${crypto.randomUUID()}`
  const label = `disdat.run-action.run-id=${runId}`
  onTestFinished(async () => {
    for (const id of await listContainers(label)) await runDocker(['rm', '--force', '--volumes', id])
  })
  const env = new Map(Object.entries(environment))
  const own = { id: name, entrypoint: [], user, env: new Map([['PATH', `${bin}:/bin`]]) }
  const task = {
    ...{ ...minimalTask, runId, name: runId, argv: ['dsdt_docker'], image: { ...anyImage, ...own } },
    ...{ env, seed: ownSeed },
  }
  const fillers: ContainerCreateOptions[] = []
  const create: CreateContainer = async (request) => {
    const HostConfig = { ...request.HostConfig, ...(bind && { Binds: [bind], VolumesFrom: [] }) }
    const Volumes = bind === undefined && { ...request.Volumes, ...(imageVolume && { [imageVolume]: {} }) }
    const changed = { ...request, User: user, HostConfig, Volumes: Volumes || {} }
    const container = await docker.createContainer(changed)
    if (request.OpenStdin) {
      fillers.push(request)
      onFiller?.()
    }
    return container
  }
  const lines: Record<string, readonly string[]> = {}
  try {
    const { id, argv, output, exitCode, seedProblem } = await startContainer(create, task, signal)
    await copyLines(output, async (stream, printed) => {
      lines[stream] = [...(lines[stream] ?? []), ...printed]
    })
    const containers = (await listContainers(label)).length
    const end = { argv, seedProblem, exitCode: await exitCode, lines, containers }
    const { Mounts } = await docker.getContainer(id).inspect()
    await removeContainer(docker.getContainer(id))
    const names = Mounts.flatMap(({ Name }) => Name ?? [])
    const left = await Promise.all(names.map((name) => runDocker(['volume', 'inspect', name])))
    const volumesLeft = left.filter(({ code }) => code === 0).length
    return { ...end, volumes: fillers.map(({ Volumes }) => Volumes), mounts: names.length, volumesLeft }
  } catch (error) {
    return { error, containers: (await listContainers(label)).length }
  }
}

const seeded = (owner: string) => ({
  ...{ argv: ['dsdt_docker', '--no-pull'], seedProblem: undefined, exitCode: 0, containers: 1 },
  lines: { stdout: ['--no-pull'], stderr: [`1000 ${bytes} {${owner}}`] },
})

describe('startContainer starts a container with a seed of many files', () => {
  test('and no other file, in a volume that is removed with it', { timeout: 60_000 }, async () => {
    const context = '/root/.disdat/context/local'
    const expected = { ...seeded('(0, 0)'), volumes: [{ [context]: {} }], mounts: 1, volumesLeft: 0 }
    expect(await runSeeded()).toStrictEqual(expected)
  })

  test('as another user, who owns every file', { timeout: 60_000 }, async () => {
    expect(await runSeeded({ user: 'ann' })).toMatchObject(seeded('(1234, 1235)'))
  })
})

test('startContainer puts the volume of the seed into a volume of the image at ~/.disdat', {
  timeout: 60_000,
}, async () => {
  const result = await runSeeded({ imageVolume: '/root/.disdat' })
  expect(result).toMatchObject({ ...seeded('(0, 0)'), mounts: 2, volumesLeft: 0 })
})

describe('startContainer starts a container without a seed', () => {
  test('when the disk is full before all files are unpacked', { timeout: 60_000 }, async () => {
    await using disk = await mountTmpfs(1024)
    const reason = expect.stringMatching(/^it could not be put into the container: .*No space left on device/)
    expect(await runSeeded({ bind: `${disk.path}:/root` })).toMatchObject({
      ...{ seedProblem: { isExpected: false, reason }, exitCode: 0, containers: 1 },
      lines: { stdout: [''] },
    })
  })

  test('when its Python ends at once, also while the seed is collected', { timeout: 60_000 }, async () => {
    const never: ContextSeed = {
      ...seed,
      async *files() {
        yield* manyFiles
        await new Promise(() => undefined)
      },
      collect: () => new Promise(() => undefined),
    }
    // A Python 2 by another name refuses the option, for instance.
    await using broken = await deriveImage([
      `RUN mkdir /opt/broken && ln -s /bin/false /opt/broken/python3`,
      `RUN echo '#!/opt/broken/python3' >${bin}/dsdt_docker`,
    ])
    const reason = 'it could not be put into the container: the program that unpacks it ended'
    expect(await runSeeded({ seed: never, image: broken.name })).toMatchObject({
      ...{ argv: ['dsdt_docker'], seedProblem: { isExpected: false, reason }, containers: 1 },
    })
  })

  test('when a file has other bytes than it claims', { timeout: 60_000 }, async () => {
    const short: ContextSeed = {
      ...seed,
      async *files() {
        yield* manyFiles
        yield { ...createFile('objects/bundle-0/short_frame.pb', 'short'), bytes: 6 }
      },
    }
    const reason = expect.stringContaining('objects/bundle-0/short_frame.pb has 5 bytes, not 6')
    expect(await runSeeded({ seed: short })).toMatchObject({
      ...{ seedProblem: { isExpected: false, reason }, exitCode: 0, containers: 1, lines: { stdout: [''] } },
    })
  })

  test('when the seed could not be collected to its end, which was said', { timeout: 60_000 }, async () => {
    expect(await runSeeded({ seed: { ...seed, collect: async () => undefined } })).toMatchObject({
      ...{ argv: ['dsdt_docker'], seedProblem: undefined, exitCode: 0, containers: 1, lines: { stdout: [''] } },
    })
  })
})

test('startContainer leaves no container after a cancellation', { timeout: 60_000 }, async () => {
  const cancel = new AbortController()
  const reason = new Error('cancelled')
  const result = await runSeeded({ signal: cancel.signal, onFiller: () => cancel.abort(reason) })
  expect(result).toStrictEqual({ error: reason, containers: 0 })
})
