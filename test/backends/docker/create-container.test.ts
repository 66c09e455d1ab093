import { stat } from 'node:fs/promises'
import Docker from 'dockerode'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { CollectedSeed, ContextFile, ContextSeed } from '../../../src/backends/context-seed.ts'
import { type CreateContainer, createContainer } from '../../../src/backends/docker/create-container.ts'
import type { Image } from '../../../src/backends/image.ts'
import { runDocker } from '../../testbed/docker.ts'
import { dsdtDocker, makeShellImage } from '../../testbed/shell-image.ts'
import { mountTmpfs } from '../../testbed/tmpfs.ts'
import { image as anyImage, minimalTask } from './fixtures.ts'

const never = new AbortController().signal
const uuid = '11111111-2222-4333-8444-555555555555'
const label = 'disdat-run-action-test.seed'
const passwd = 'root:x:0:0:root:/root:/bin/sh\nann:x:1234:1235:Ann:/home/ann:/bin/sh\n'

const createFile = (path: string, text: string): ContextFile => {
  const content = Buffer.from(text)
  return { path, bytes: content.length, content }
}
const usualFiles = [createFile(`objects/${uuid}/${uuid}_hframe.pb`, 'head'), createFile('ctxt.json', '{}')]

const createSeed = (
  files: () => AsyncIterable<ContextFile>,
  collected: CollectedSeed | undefined = { argv: ['dsdt_docker', '--no-pull'], dropped: [] },
): ContextSeed => ({ localContext: 'local', files, count: 2, collect: async () => collected })
const seed = createSeed(async function* () {
  yield* usualFiles
})

interface ContainerCase {
  /** Files of the image; `root/` is there unless they are given. */
  readonly files?: Readonly<Record<string, string>>
  readonly links?: Readonly<Record<string, string>>
  readonly configuration?: string
  readonly image?: Partial<Image>
  readonly env?: ReadonlyMap<string, string | undefined>
  readonly hostConfig?: Docker.HostConfig
  readonly seed?: ContextSeed
}

/**
 * Creates the container of a task on the real engine, starts it, and returns what it prints: its arguments, and the
 * commands of `script`.
 */
async function runSeeded(script: string, options: ContainerCase = {}) {
  const { files = { 'etc/passwd': passwd, 'root/': '' }, links = {}, configuration = '', hostConfig } = options
  const program = { ...dsdtDocker, configuration: `CMD ["dsdt_docker"]\n${configuration}`, files, links }
  await using made = await makeShellImage(`echo "args\${*:+ $*}"\n${script}`, undefined, program)
  const docker = new Docker()
  const created: Docker.Container[] = []
  onTestFinished(async () => {
    for (const { id } of created) await runDocker(['rm', '--force', '--volumes', id])
  })
  const create: CreateContainer = async ({ Cmd }) => {
    const request = { Image: made.id, Cmd, Labels: { [label]: '1' } }
    const container = await docker.createContainer({ ...request, ...(hostConfig && { HostConfig: hostConfig }) })
    created.push(container)
    return container
  }
  const image = { ...anyImage, entrypoint: [], ...options.image }
  const task = { ...minimalTask, argv: ['dsdt_docker'], image, env: options.env ?? new Map(), seed }
  const { container, argv, seedProblem } = await createContainer(create, { ...task, seed: options.seed ?? seed }, never)
  expect((await container.inspect()).Config.Cmd).toStrictEqual(argv)
  await container.start()
  await container.wait()
  const { stdout } = await runDocker(['logs', container.id])
  const left = await Promise.all(
    created.map(({ id }) =>
      docker
        .getContainer(id)
        .inspect()
        .catch(() => undefined),
    ),
  )
  return { seedProblem, lines: stdout.trimEnd().split('\n'), containers: left.filter(Boolean).length }
}

const showContext = (root: string) =>
  `cd ${root}/.disdat/context/local && read -r json <ctxt.json; read -r head <objects/${uuid}/${uuid}_hframe.pb; echo "$json $head"`
const shown = { seedProblem: undefined, lines: ['args --no-pull', '{} head'], containers: 1 }

describe('createContainer puts the seed of a task into', () => {
  test('the home of root', async () => {
    expect(await runSeeded(showContext('/root'))).toStrictEqual(shown)
  })

  test('a folder of the context, also with large files from this machine', async () => {
    const file = import.meta.filename
    const bytes = (await stat(file)).size
    const large = createSeed(async function* () {
      yield* usualFiles
      yield { path: `objects/${uuid}/a_frame.pb`, bytes, file }
      yield createFile('ctxt.db', 'index')
    })
    const script = `${showContext('/root')}; read -r first <objects/${uuid}/a_frame.pb; read -r index <ctxt.db; echo "$first $index"`
    const { lines } = await runSeeded(script, { seed: large })
    expect(lines).toStrictEqual(['args --no-pull', '{} head', "import { stat } from 'node:fs/promises' index"])
    const short = createSeed(async function* () {
      yield { path: `objects/${uuid}/a_frame.pb`, bytes: bytes + 1, file }
    })
    expect((await runSeeded('', { seed: short })).seedProblem).toMatchObject({ isExpected: false })
  })

  test('the home of another user, who owns every folder and file', async () => {
    const files = { 'etc/passwd': passwd, 'home/ann/': '' }
    const isOwn = (path: string) => `[ -O ${path} ] && [ -G ${path} ] || echo "not own: ${path}"`
    const folders = ['', '/context', '/context/local', '/context/local/objects', `/context/local/objects/${uuid}`]
    const script = [
      ...folders.map((folder) => isOwn(`/home/ann/.disdat${folder}`)),
      isOwn('/home/ann/.disdat/context/local/ctxt.json'),
      showContext('/home/ann'),
    ]
    const options = { files, configuration: 'USER ann', image: { user: 'ann' } }
    expect(await runSeeded(script.join('\n'), options)).toStrictEqual(shown)
  })

  test('HOME, when image or task set it', async () => {
    const files = { 'data/': '' }
    expect(await runSeeded(showContext('/data'), { files, env: new Map([['HOME', '/data/']]) })).toStrictEqual(shown)
    const image = { env: new Map([['HOME', '/data']]) }
    expect(await runSeeded(showContext('/data'), { files, image })).toStrictEqual(shown)
  })

  test('the `meta_dir_root` of the image', async () => {
    const configuration = '[core]\nmeta_dir_root = ~/data\n'
    const files = { 'etc/passwd': passwd, 'root/data/': '', 'root/.config/disdat/disdat.cfg': configuration }
    expect(await runSeeded(showContext('/root/data'), { files })).toStrictEqual(shown)
  })

  test('a volume at ~/.disdat', async () => {
    expect(await runSeeded(showContext('/root'), { configuration: 'VOLUME /root/.disdat' })).toStrictEqual(shown)
  })

  test('an image with contexts of other names, which stay', async () => {
    const files = { 'etc/passwd': passwd, 'root/.disdat/context/other/ctxt.json': 'theirs' }
    const script = `read -r other <~/.disdat/context/other/ctxt.json; echo "$other"; ${showContext('/root')}`
    expect((await runSeeded(script, { files })).lines).toStrictEqual(['args --no-pull', 'theirs', '{} head'])
  })

  test('an image whose program is not in Python, also when there are many files', async () => {
    expect(await runSeeded(showContext('/root'), { seed: { ...seed, count: 1_000 } })).toStrictEqual(shown)
  })

  test('the context without files that the collection has dropped', async () => {
    const files = async function* () {
      yield createFile('objects/gone_frame.pb', 'gone')
      yield* usualFiles
    }
    const collected = { argv: ['dsdt_docker'], dropped: ['objects/gone_frame.pb'] }
    const script = `${showContext('/root')}; [ -e objects/gone_frame.pb ] && echo kept`
    for (const count of [2, 1_000]) {
      const { lines } = await runSeeded(script, { seed: { ...createSeed(files, collected), count } })
      expect(lines).toStrictEqual(['args', '{} head'])
    }
  })

  test('an image with an init process', async () => {
    const image = { entrypoint: ['/usr/bin/tini', '-g', '--'] }
    expect(await runSeeded(showContext('/root'), { image })).toStrictEqual(shown)
  })
})

describe('createContainer starts without a seed, and with the usual command,', () => {
  const expectNoSeed = async (options: ContainerCase, problem: object) => {
    const script =
      'for folder in /root /home /data; do [ -e $folder/.disdat/context/local/objects ] && echo seeded; done'
    const { seedProblem, lines, containers } = await runSeeded(script, options)
    expect(seedProblem).toMatchObject(problem)
    expect(lines).toStrictEqual(['args'])
    expect(containers).toBe(1)
  }

  test('when no seed could be collected, which was said', async () => {
    const nothing: ContextSeed = { ...seed, collect: async () => undefined }
    for (const count of [2, 1_000])
      expect(await runSeeded('', { seed: { ...nothing, count } })).toStrictEqual({
        ...{ seedProblem: undefined, lines: ['args'], containers: 1 },
      })
  })

  test('before the seed is collected when the image cannot have one', async () => {
    const collect = () => Promise.withResolvers<undefined>().promise
    const slow: ContextSeed = { ...seed, count: 1_000, collect }
    await expectNoSeed({ seed: slow, files: { 'root/': '' } }, { isExpected: true })
  })

  test('when the home of the user is not known', async () => {
    const reason = "the home of the image's user root is not known"
    await expectNoSeed({ files: { 'root/': '' } }, { reason, isExpected: true })
  })

  test('when the home does not exist', async () => {
    const reason = '/root in the image is not a folder'
    await expectNoSeed({ files: { 'etc/passwd': passwd } }, { reason, isExpected: true })
  })

  test('when the configuration of the image cannot be followed', async () => {
    const configuration = '[core]\nmeta_dir_root = work\n'
    const files = { 'etc/passwd': passwd, 'root/.config/disdat/disdat.cfg': configuration }
    await expectNoSeed({ files }, { isExpected: true })
  })

  test('when ~/.disdat is a link', async () => {
    const files = { 'etc/passwd': passwd, 'data/': '', 'root/': '' }
    const reason = '/root/.disdat in the image is not a folder'
    await expectNoSeed({ files, links: { 'root/.disdat': '/data' } }, { reason, isExpected: true })
  })

  test('when the image has a context of this name, which stays as it is', async () => {
    const files = { 'etc/passwd': passwd, 'root/.disdat/context/local/ctxt.json': 'theirs' }
    const reason = 'the image has a local context local of its own'
    const script =
      'read -r json <~/.disdat/context/local/ctxt.json; echo "$json"; [ -e ~/.disdat/context/local/objects ] && echo seeded'
    const { seedProblem, lines } = await runSeeded(script, { files })
    expect(seedProblem).toStrictEqual({ reason, isExpected: true })
    expect(lines).toStrictEqual(['args', 'theirs'])
  })

  test('when the entry point of the image may pass options of its own', async () => {
    await expectNoSeed({ image: { entrypoint: ['/start.sh'] } }, { isExpected: true })
    await expectNoSeed({ image: { entrypoint: ['tini', '--', '/start.sh'] } }, { isExpected: true })
    const classic = { dialect: 'disdat-0.8.13', entrypoint: ['/start.sh', '/opt/bin/entrypoint.py'] } as const
    await expectNoSeed({ image: classic }, { isExpected: true })
  })

  test('when the program of the image passes --no-pull', async () => {
    const reason = 'the program dsdt_docker of the image contains `--no-pull`'
    const script = ': exec dsdt_docker.real --no-pull'
    const { seedProblem, lines } = await runSeeded(script, { image: { env: new Map() } })
    expect(seedProblem).toStrictEqual({ reason, isExpected: true })
    expect(lines).toStrictEqual(['args'])
    // As the program of disdat 0.9.6 to 0.9.14, which defines the option.
    expect(await runSeeded(`: add_argument --no-pull\n${showContext('/root')}`)).toStrictEqual(shown)
  })

  test('when the disk of the container is full', async () => {
    await using disk = await mountTmpfs(64)
    const large = createSeed(async function* () {
      yield* usualFiles
      yield createFile(`objects/${uuid}/large_frame.pb`, 'x'.repeat(256 * 1024))
    })
    const hostConfig = { Binds: [`${disk.path}:/root`] }
    const { seedProblem, lines } = await runSeeded('', { hostConfig, seed: large })
    expect(seedProblem).toMatchObject({ isExpected: false })
    expect(seedProblem?.reason).toMatch(/no space left/)
    expect(lines).toStrictEqual(['args'])
  })

  test('when its root is read-only', async () => {
    const hostConfig = { ReadonlyRootfs: true }
    await expectNoSeed({ hostConfig }, { isExpected: false, reason: expect.stringContaining('read-only') })
  })

  test('when the seed cannot be read to its end', async () => {
    const broken = createSeed(async function* () {
      yield* usualFiles
      throw new Error('The disk of the runner broke.')
    })
    const reason = 'it could not be put into the container: The disk of the runner broke.'
    await expectNoSeed({ seed: broken }, { reason, isExpected: false })
  })

  test('when a file has fewer bytes than it claims', async () => {
    const short = createSeed(async function* () {
      yield { ...createFile(`objects/${uuid}/a_frame.pb`, 'short'), bytes: 6 }
      yield* usualFiles
    })
    await expectNoSeed({ seed: short }, { isExpected: false, reason: expect.stringContaining('has 5 bytes, not 6') })
  })
})

test('createContainer leaves no container after a cancellation', async () => {
  const reason = new Error('cancelled')
  const cancel = new AbortController()
  const cancelling = createSeed(async function* () {
    yield* usualFiles
    cancel.abort(reason)
    yield* usualFiles
  })
  const program = { ...dsdtDocker, files: { 'etc/passwd': passwd, 'root/': '' } }
  await using made = await makeShellImage('', undefined, program)
  const docker = new Docker()
  const ids: string[] = []
  const create: CreateContainer = async ({ Cmd }) => {
    const container = await docker.createContainer({ Image: made.id, Cmd })
    ids.push(container.id)
    return container
  }
  const task = { ...minimalTask, image: { ...anyImage, entrypoint: [] }, seed: cancelling }
  await expect(createContainer(create, task, cancel.signal)).rejects.toBe(reason)
  expect(ids).toHaveLength(1)
  await expect(docker.getContainer(ids[0] ?? '').inspect()).rejects.toMatchObject({ statusCode: 404 })
})
