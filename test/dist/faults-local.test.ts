import { appendFileSync, statSync, writeFileSync } from 'node:fs'
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect } from 'vitest'
import { rawOrders } from '../testbed/dsdt.ts'
import { checkFailure, runFailingAction, runUncheckedAction } from '../testbed/failing.ts'
import { inheritEnv, runCommand } from '../testbed/process.ts'
import { mountTmpfs } from '../testbed/tmpfs.ts'
import { test } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 0.125' }
const unwritable = "Make it writable for the job's user, or set `pull-output: false`."

describe('a local context with another binding fails the step:', () => {
  test('another remote', async ({ world }) => {
    const { error } = await runFailingAction(world, { ...pipe, remote: 's3://other/dsdt' })
    expect(error).toBe(
      `context-conflict: The local context local is bound to shop on ${world.remote}, not to shop on s3://other/dsdt. Remove \`remote\`, or set another local context in \`context\`.`,
    )
  })

  test('another context of the remote', async ({ world }) => {
    const { error } = await runFailingAction(world, { ...pipe, context: 'bakery/local' })
    expect(error).toBe(
      `context-conflict: The local context local is bound to shop on ${world.remote}, not to bakery on ${world.remote}. Remove \`remote\`, or set another local context in \`context\`.`,
    )
  })
})

describe('an unreadable file of Disdat fails the step:', () => {
  const context = '.disdat/context/local/ctxt.json'
  const contextAdvice = 'Fix it, or remove its folder and create the context again with `dsdt context`.'
  const garbage = [
    {
      file: context,
      text: '{"remote_ctxt": "sh',
      reason: 'Unterminated string in JSON at position 19 (line 1 column 20)',
      advice: contextAdvice,
    },
    { file: context, text: '["shop"]', reason: 'it is not a JSON object', advice: contextAdvice },
    {
      file: context,
      text: '{"remote_ctxt": "shop", "local_ctxt": "local", "remote_ctxt_url": "s3://acme/dsdt"}',
      reason: 'its remote_ctxt_url is "s3://acme/dsdt"',
      advice: contextAdvice,
    },
    {
      file: context,
      text: '{"remote_ctxt": "*", "local_ctxt": "local", "remote_ctxt_url": "s3://acme/dsdt/context"}',
      reason:
        'its remote_ctxt "*" is not the name of a context that this action accepts (letters, digits, `_`, `-` and `.`)',
      advice: contextAdvice,
    },
    {
      file: '.disdat/fs.json',
      text: '{"_mangled_curr_context_name": "../local"}',
      reason:
        'its _mangled_curr_context_name "../local" is not the name of a context that this action accepts (letters, digits, `_`, `-` and `.`)',
      advice: 'Remove it, and select a context with `dsdt switch`.',
    },
    {
      file: '.disdat/fs.json',
      // A power failure leaves such a file.
      text: '\0\0\0\0',
      reason: `Unexpected token '', "" is not valid JSON`,
      advice: 'Remove it, and select a context with `dsdt switch`.',
    },
  ]

  test.for(garbage)('$file: $reason', async ({ file, text, reason, advice }, { world }) => {
    const { path: home } = await world.createEmptyHome()
    const files = { [context]: '{}', '.disdat/fs.json': '{"_mangled_curr_context_name": "local"}', [file]: text }
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(home, name)), { recursive: true })
      await writeFile(join(home, name), content)
    }
    const { error } = await runFailingAction(world, { ...pipe, remote: world.remote }, { home })
    expect(error).toBe(`context-conflict: ${join(home, file)} is not what dsdt writes: ${reason}. ${advice}`)
  })
})

test.for(['.disdat/context/local/ctxt.json', '.disdat/fs.json'])(
  'a named pipe without a writer in the place of %s fails the step at once',
  async (file, { world }) => {
    const { path: home } = await world.createEmptyHome()
    await mkdir(dirname(join(home, file)), { recursive: true })
    await runCommand('mkfifo', [join(home, file)], { env: inheritEnv('PATH') })
    const inputs = file.endsWith('fs.json') ? pipe : { ...pipe, context: 'shop/local' }
    const result = await runUncheckedAction(world, { ...inputs, remote: world.remote }, { home, timeoutMs: 20_000 })
    const { error } = checkFailure(result)
    expect(error).toContain(
      `context-conflict: ${join(home, file)} is not what dsdt writes: ${basename(file)} is not a regular file. `,
    )
  },
)

describe('a read-only home fails the step', () => {
  test('without Disdat', async ({ world }) => {
    await using mounted = await mountTmpfs(64)
    await mounted.makeReadOnly()
    const inputs = { ...pipe, remote: world.remote, context: 'shop/local' }
    const { error, result } = await runFailingAction(world, inputs, { home: mounted.path })
    expect(error).toBe(
      `local-context-unwritable: ${mounted.path}/.disdat/context/local could not be written (EROFS). ${unwritable}`,
    )
    expect(result.outputs['output-bundle-uuid']).toBeUndefined()
  })

  test('with a context', async ({ world }) => {
    await using mounted = await mountTmpfs(1024)
    await cp(join(world.home.path, '.disdat'), join(mounted.path, '.disdat'), { recursive: true })
    await mounted.makeReadOnly()
    const { error, result } = await runFailingAction(world, pipe, { home: mounted.path })
    expect(error).toBe(
      `local-context-unwritable: ${mounted.path}/.disdat/context/local could not be written (EROFS). ${unwritable}`,
    )
    expect(result.outputs['output-bundle-uuid']).toBeUndefined()

    // The advice works: the next run gets as far as the image, which does not exist.
    const notPulled = { ...pipe, 'pull-output': 'false', image: 'acme/none:1', 'pull-policy': 'never' }
    const later = await runFailingAction(world, notPulled, { home: mounted.path })
    expect(later.error).toMatch(/^image-not-found: /)
  })

  test('in a place where no folder can be created', async ({ world }) => {
    const inputs = { ...pipe, remote: world.remote, context: 'shop/local' }
    const { error } = checkFailure(await world.runAction(inputs, { home: '/proc' }))
    expect(error).toBe(
      `local-context-unwritable: /proc/.disdat/context/local could not be written (ENOENT). ${unwritable}`,
    )
  })
})

test('a failed step creates no context in a home without Disdat, so a mistyped remote is not bound', async ({
  world,
}) => {
  const { path: home } = await world.createEmptyHome()
  const inputs = { ...pipe, remote: 's3://mistyped-bucket/dsdt', context: 'shop/local' }
  const { error } = await runFailingAction(world, inputs, { home })
  expect(error).toMatch(/^remote-unreachable: The bucket mistyped-bucket does not exist/)
  expect(await readdir(home)).toEqual([])
})

test('a disk that fills up during the pull fails the step with `disk-full`', async ({ world }) => {
  // The disk has space for the two files of a context, and for one of the two files of the output.
  await using mounted = await mountTmpfs(12)
  const inputs = { ...pipe, params: 'seconds: 0.25', remote: world.remote, context: 'shop/local' }
  const result = await world.runAction(inputs, { home: mounted.path })
  const folder = join(mounted.path, '.disdat/context/local')
  expect(checkFailure(result).error).toBe(
    `disk-full: The whole output bundle is on the remote, but it could not be pulled. No space is left below ${folder} (ENOSPC). Free some disk space.`,
  )
  const uuid = result.outputs['output-bundle-uuid'] ?? ''
  expect(await world.listKeys(`dsdt/context/shop/objects/${uuid}/${uuid}_hframe.pb`)).toHaveLength(1)
  expect(result.outputs['output-path']).toBeUndefined()
  // The context is empty: no temporary folder and no part of the bundle is left.
  expect((await readdir(folder, { recursive: true })).toSorted()).toEqual(['ctxt.json', 'objects'])
})

test('a RUNNER_TEMP without space costs the result file and no run', async ({ world }) => {
  await using mounted = await mountTmpfs(4)
  const inputs = { ...pipe, params: 'seconds: 0.375', 'pull-output': 'false' }
  const result = await world.runAction(inputs, { temp: mounted.path })
  expect(result.annotations.map(({ level, message }) => `${level}: ${message}`)).toStrictEqual([
    'notice: The container pulls its context on its own, because no seed could be collected: database or disk is full.',
    'warning: Cannot write the file of the output `result-file`: ENOSPC: no space left on device, write',
  ])
  expect(result.outputs).toMatchObject({ status: 'succeeded' })
  expect(result.outputs['result-file']).toBeUndefined()
  // No half file for an upload by pattern.
  const left = await readdir(mounted.path, { recursive: true })
  expect(left.filter((name) => !name.startsWith('disdat-state-'))).toStrictEqual([])
})

test('a step whose output and state files vanish while the pipe runs warns, and goes on', async ({ world }) => {
  // Its own parameters: Disdat would reuse the output of another test, and the pipe would print nothing.
  const inputs = { ...pipe, params: 'seconds: 0.5', 'pull-output': 'false' }
  const result = await runUncheckedAction(world, inputs, { loseFilesWhen: (line) => line.startsWith('sleeping for') })
  expect(result.log).toContain('Produced: ')
  const warnings = result.annotations.filter(({ level }) => level === 'warning')
  expect(warnings.map(({ message }) => message)).toStrictEqual([
    expect.stringMatching(/^Cannot write the step output exit-code: Missing file at path: /),
  ])
  expect(result.postLog).toBe('')
})

test('a disk that is full of the runner’s own files costs outputs and summary, and no run', async ({ world }) => {
  await using disk = await mountTmpfs(32)
  const fill = () => {
    const output = join(disk.path, 'output_main')
    // The last page of the file has room for the beginning of the next output.
    appendFileSync(output, `filler=${'x'.repeat(4096 - (statSync(output).size % 4096) - 16)}\n`)
    try {
      writeFileSync(join(disk.path, 'filler'), 'x'.repeat(32 * 1024))
    } catch {
      // The disk is full now.
    }
  }
  const result = await runUncheckedAction(
    world,
    { ...pipe, params: 'seconds: 0.625', 'pull-output': 'false' },
    { commandFolder: disk.path, onLine: (line) => line.startsWith('sleeping for') && fill() },
  )
  expect(result).toMatchObject({ exitCode: 0, problems: [], summary: '', postLog: '' })
  expect(result.log).toContain('Produced: ')
  const warnings = result.annotations.filter(({ level }) => level === 'warning')
  expect(warnings.map(({ message }) => message)).toStrictEqual([
    'Cannot write the step output exit-code: ENOSPC: no space left on device, write. The run goes on.',
    'Cannot write the step summary: ENOSPC: no space left on device, write',
  ])
})

describe('an incomplete input bundle of the local context is not pushed', () => {
  const files = { kind: 'files', files: { 'a.csv': 'a\n1\n', 'b.csv': 'b\n2\n' } } as const

  test.for([
    { what: 'a frame', data: rawOrders, lost: /_frame\.pb$/ },
    { what: 'a file', data: files, lost: /^b\.csv$/ },
  ])('without $what', async ({ data, lost }, { world }) => {
    const uuid = await world.home.makeBundle({ name: 'broken', data })
    const folder = join(world.home.path, '.disdat/context/local/objects', uuid)
    const name = (await readdir(folder)).find((each) => lost.test(each)) ?? ''
    await rm(join(folder, name))
    const { error } = await runFailingAction(world, { ...pipe, 'input-bundle': uuid, 'input-param': 'orders' })
    expect(error).toBe(
      `bundle-corrupt: The bundle ${folder} cannot be used: it refers to objects that do not exist: ${name}. Create it again, or use an older version.`,
    )
  })
})
