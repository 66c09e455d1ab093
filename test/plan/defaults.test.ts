import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test as base, describe, expect } from 'vitest'
import type { InputProblem } from '../../src/action/input-problems.ts'
import { readDefaults } from '../../src/plan/defaults.ts'
import { readInputs } from '../../src/plan/inputs.ts'
import { catchFailure } from '../remote/helpers.ts'
import { createInputEnv } from './input-fixtures.ts'

const test = base.extend('home', async ({ task: _task }, { onCleanup }) => {
  const home = await mkdtemp(join(tmpdir(), 'defaults-'))
  onCleanup(() => rm(home, { recursive: true, force: true }))
  return home
})

/** Writes files of Disdat below a home, by path. */
async function write(home: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(home, path)), { recursive: true })
    await writeFile(join(home, path), text)
  }
}

/** Creates the file of a local context as dsdt writes it. */
const createContextFile = (name: string, remote?: string) => ({
  [`.disdat/context/${name}/ctxt.json`]: JSON.stringify({
    local_ctxt: name,
    ...(remote && { remote_ctxt: remote, remote_ctxt_url: 's3://acme/dsdt/context' }),
  }),
})

const currentFile = { '.disdat/fs.json': '{"_mangled_curr_context_name": "local"}' }

async function read(home: string, inputs: Readonly<Record<string, string>> = {}) {
  const problems: InputProblem[] = []
  return { defaults: await readDefaults(home, readInputs(createInputEnv(inputs), []), problems), problems }
}

describe('readDefaults', () => {
  test('returns nothing for a home without Disdat', async ({ home }) => {
    const { defaults, problems } = await read(home)
    expect(defaults).toMatchObject({ context: undefined, remote: undefined })
    expect(problems).toStrictEqual([])
  })

  test('returns the current local context and its remote', async ({ home }) => {
    await write(home, { ...currentFile, ...createContextFile('local', 'shop') })
    const { defaults } = await read(home)
    expect(defaults.context).toStrictEqual({ local: 'local', remote: 'shop' })
    expect(defaults.remote).toMatchObject({ url: 's3://acme/dsdt', bucket: 'acme' })
  })

  test('prefers the local context of the inputs, which may have no remote', async ({ home }) => {
    await write(home, { ...currentFile, ...createContextFile('local', 'shop'), ...createContextFile('other') })
    const { defaults } = await read(home, { context: 'prod/other' })
    expect(defaults).toMatchObject({ context: { local: 'other', remote: 'other' }, remote: undefined })
  })

  test("reads disdat.cfg at Disdat's own place, and at `config-file`", async ({ home }) => {
    const files = { '.config/disdat/disdat.cfg': 'registry=a.io', 'other.cfg': 'registry=b.io' }
    const section = Object.entries(files).map(([path, line]) => [path, `[docker]\n${line}\n`])
    await write(home, Object.fromEntries(section))
    expect((await read(home)).defaults.configuration.registry).toBe('a.io')
    const { defaults, problems } = await read(home, { 'config-file': join(home, 'other.cfg') })
    expect(defaults.configuration.registry).toBe('b.io')
    expect(problems).toStrictEqual([])
  })

  test('reads nothing of Disdat for a step that attaches to jobs', async ({ home }) => {
    await write(home, { '.disdat/fs.json': 'not JSON', '.config/disdat/disdat.cfg': 'no section' })
    const { defaults, problems } = await read(home, {
      backend: 'AWSBatch',
      'attach-job-ids': '00000000-0000-4000-8000-000000000001',
    })
    expect({ defaults, problems }).toStrictEqual({
      defaults: { configuration: {}, context: undefined, remote: undefined },
      problems: [],
    })
  })

  test('reports a `config-file` that cannot be read', async ({ home }) => {
    const { problems } = await read(home, { 'config-file': join(home, 'absent.cfg') })
    expect(problems).toMatchObject([
      { where: 'config-file', given: join(home, 'absent.cfg'), expected: 'The file does not exist.' },
    ])
  })

  test('reports a disdat.cfg that Disdat could not read', async ({ home }) => {
    const given = join(home, '.config/disdat/disdat.cfg')
    await write(home, { '.config/disdat/disdat.cfg': '[docker]\nregistry = a.io\nRegistry = b.io\n' })
    const expected =
      "Disdat's own parser refuses this file: line 3 repeats registry of [docker]. Fix it, or give another file."
    expect((await read(home)).problems).toStrictEqual([{ where: 'config-file', given, expected }])
    await writeFile(given, Buffer.from('[docker]\nregistry = \xff\n', 'latin1'))
    expect((await read(home)).problems).toMatchObject([{ expected: expect.stringContaining('cannot be read') }])
  })

  test('reads a disdat.cfg of at most 1 MiB', async ({ home }) => {
    const section = '[docker]\nregistry = a.io\n'
    await write(home, { 'disdat.cfg': section + '#'.repeat(2 ** 20 - section.length) })
    const given = join(home, 'disdat.cfg')
    const { defaults, problems } = await read(home, { 'config-file': given })
    expect([defaults.configuration.registry, problems]).toStrictEqual(['a.io', []])
    await appendFile(given, '#')
    const expected = 'The file cannot be read: disdat.cfg has more than 1048576 bytes.'
    const { problems: found } = await read(home, { 'config-file': given })
    expect(found).toStrictEqual([{ where: 'config-file', given, expected }])
  })

  test('refuses a byte order mark, as Python does', async ({ home }) => {
    const given = join(home, '.config/disdat/disdat.cfg')
    await write(home, { '.config/disdat/disdat.cfg': '\ufeff[docker]\nregistry = a.io\n' })
    const expected =
      "Disdat's own parser refuses this file: line 1 comes before the first section. Fix it, or give another file."
    expect((await read(home)).problems).toStrictEqual([{ where: 'config-file', given, expected }])
  })

  test('throws Failure for a corrupt context file', async ({ home }) => {
    await write(home, { ...currentFile, '.disdat/context/local/ctxt.json': '{' })
    expect(await catchFailure(read(home))).toMatchObject({ verdict: 'context-conflict' })
  })
})
