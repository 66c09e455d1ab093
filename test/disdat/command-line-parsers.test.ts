import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCommandLine, findUnsupportedInputs, type Invocation } from '../../src/disdat/command-line.ts'
import { type Dialect, getGeneration, parseDialect } from '../../src/disdat/generations.ts'
import { images as testImages } from '../testbed/docker.ts'
import { commandLineVersions, nameImage } from '../testbed/generations.ts'
import { inheritEnv, runCommand } from '../testbed/process.ts'

/** How many command lines each real parser gets, in one process. */
const count = 200
const timeoutMs = 120_000

const parsers = [
  ...commandLineVersions.map((version) => [`disdat-${version}`, nameImage(version)] as const),
  ['disdat-luigi-1.0.2', testImages.luigi] as const,
]

/** Words that argparse could take for options, abbreviations of them, or the end of them. */
const words = [
  ...['--no', '--n', '-n', '-f', '-o', '-w', '-d', '-it', '-ot', '-h', '-i', '-5', '-'],
  ...['--', '--help', '--force', '--force-all', '--remote', '--output-bundle', '--input-tag', '--workers'],
  ...['--entrypoint', '--entrypoint=x', '--name=value', '--no-pu=x', '-f=x', '-ox', '-- x', '--no x', '=', '@file'],
  ...["it's", '"quoted"', '$(id)', 'two words', 'one\ntwo', 'größe', '数据', '\\', '%s', "b'x'", ''],
]
const name = fc.oneof(
  fc.constantFrom(
    'n',
    'no',
    'd',
    'f',
    'o',
    'w',
    'i',
    'it',
    'h',
    'help',
    'remote',
    'entrypoint',
    'pipe_cls',
    '_x',
    'größe',
  ),
  fc.string({ unit: fc.constantFrom('n', 'o', 'f', 'e', '_'), minLength: 1, maxLength: 4 }),
)
const value = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ unit: fc.constantFrom('-', '=', ' ', 'n', 'o', 'f', 'é', '"', "'"), minLength: 1, maxLength: 6 }),
)
const tagPart = fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom('09:30', ':', 'a:') })
const toMap = (pairs: readonly (readonly [string, string])[]) => new Map(pairs)
const bundleName = fc.constantFrom('-', 'raw_orders', 'daily orders', 'no', 'größe', 'a=b')

const invocation: fc.Arbitrary<Invocation> = fc.record({
  pipeClass: fc.constant('pipelines.orders.DailyOrders'),
  outputUuid: fc.constant('47aa363c-8d95-4b4c-be97-48bb9aea9204'),
  outputName: bundleName,
  inputName: bundleName,
  inputTags: fc.array(fc.tuple(tagPart, tagPart), { maxLength: 2 }).map(toMap),
  outputTags: fc.array(fc.tuple(tagPart, tagPart), { maxLength: 2 }).map(toMap),
  params: fc.array(fc.tuple(name, value), { maxLength: 4 }).map(toMap),
  remote: fc.constantFrom('s3://bucket/prefix', 's3://bucket'),
  context: fc.constant({ remote: 'prod', local: 'mine' }),
  force: fc.boolean(),
  forceAll: fc.boolean(),
  workers: fc.integer({ min: 1, max: 9 }),
})

/** What a pipe of the generation must receive. */
function expectValues(dialect: Dialect, call: Invocation): object {
  const { takesInput, hasForceAll, hasWorkers } = getGeneration(dialect)
  return {
    pipe: call.pipeClass,
    uuid: call.outputUuid,
    remote: call.remote,
    branch: 'prod/mine',
    input: takesInput ? call.inputName : null,
    output: call.outputName,
    inputTags: takesInput ? Object.fromEntries(call.inputTags) : {},
    outputTags: Object.fromEntries(call.outputTags),
    params: Object.fromEntries(call.params),
    force: call.force,
    forceAll: hasForceAll || call.forceAll ? call.forceAll : null,
    workers: hasWorkers ? call.workers : null,
  }
}

/** Parses argument lists with the parser of an image. */
async function parse(image: string, lists: readonly (readonly string[])[]): Promise<readonly object[]> {
  const script = await readFile(join(import.meta.dirname, '..', 'testbed', 'parse_arguments.py'), 'utf8')
  const options = ['--rm', '--interactive', '--network', 'none', '--entrypoint', 'python', '--env', 'LANG=C.UTF-8']
  const ran = await runCommand('docker', ['run', ...options, image, '-c', script], {
    env: inheritEnv('PATH', 'HOME', 'DOCKER_HOST', 'DOCKER_CONFIG'),
    input: JSON.stringify(lists),
    timeoutMs,
  })
  if (ran.code !== 0) throw new Error(`The parser of ${image} failed: ${ran.stderr}`)
  return JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '')
}

describe('the real parser of', () => {
  test.for(parsers)(
    '%s receives exactly what is accepted, and cannot receive what is refused',
    { timeout: timeoutMs },
    async ([version, image]) => {
      const dialect = parseDialect(version) ?? 'classic'
      const seed = Date.now()
      const { program: command, pushesUnnamedOutput } = getGeneration(dialect)
      const calls = fc
        .sample(invocation, { numRuns: count, seed })
        // An output without a name is refused for another reason than the parser.
        .map((call) => (call.outputName === '-' && !pushesUnnamedOutput ? { ...call, outputName: 'daily' } : call))
      const program = command === undefined ? 0 : 1
      const parsed = await parse(
        image,
        calls.map((call) => createCommandLine(dialect, call).slice(program)),
      )
      const refused = calls.map((call) => findUnsupportedInputs(dialect, call).length > 0)
      for (const [index, call] of calls.entries()) {
        const received = expect(
          parsed[index],
          `seed ${seed}, case ${index}: ${createCommandLine(dialect, call).join(' ⏎ ')}`,
        )
        if (refused[index]) received.not.toStrictEqual(expectValues(dialect, call))
        else received.toStrictEqual(expectValues(dialect, call))
      }
      expect(refused).toContain(true)
      expect(refused).toContain(false)
    },
  )
})
