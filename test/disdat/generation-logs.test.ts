import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../src/disdat/diagnosis.ts'
import { LogAnalyzer } from '../../src/disdat/log-analyzer.ts'

/**
 * Logs of real containers of each version, recorded in the images of test/testbed/images against an S3 emulator. Frames
 * of installed packages between the first and the last one are left out, and so are the messages of botocore.
 */
const folder = new URL('recorded-logs/', import.meta.url)

function analyze(name: string) {
  const [head = '', body = ''] = readFileSync(new URL(`${name}.txt`, folder), 'utf8').split('\n--- stdout\n')
  const [stdout = '', stderr = ''] = body.split('--- stderr\n')
  const analyzer = new LogAnalyzer('pipelines.orders.Echo')
  for (const line of stdout.split('\n')) analyzer.readLine(line, 'stdout')
  for (const line of stderr.split('\n')) analyzer.readLine(line, 'stderr')
  const exitCode = Number(head.replace('exit code ', ''))
  return { analyzer, diagnosis: diagnose(analyzer, { exitCode, outOfMemory: false, memoryMib: undefined }) }
}

const versions = ['0.7.1', '0.7.2', '0.8.0', '0.8.1', '0.8.25', '0.9.16', '0.10.1', '1.0.2']
const listVersions = (scenario: string) =>
  versions.filter((version) => readdirSync(folder).includes(`${version}-${scenario}.txt`))

test('a log of each version is recorded', () => {
  expect(
    versions.filter((version) => readdirSync(folder).some((name) => name.startsWith(`${version}-`))),
  ).toStrictEqual(versions)
})

describe.each(listVersions('raises'))('a pipe of %s that raises', (version) => {
  test('is a pipe error at its own line', () => {
    const { analyzer, diagnosis } = analyze(`${version}-raises`)
    expect(diagnosis).toMatchObject({
      verdict: 'pipe-error',
      evidence: expect.stringMatching(/^Task Raises\(.*\) failed with KeyError: 'pear' \(exit code (?:0|74)\)\.$/),
      where: { file: 'pipelines/orders.py', line: expect.any(Number) },
    })
    expect(analyzer.origins.map(({ frames }) => frames.map(({ code }) => code))).toStrictEqual([
      ['return self.convert(orders)', 'return look_up_price({"apple": 1.5}, "pear")', 'return prices[article]'],
    ])
  })
})

describe.each([
  [
    'noPrefixKey',
    'remote-unreachable',
    /Unable to bind context prod because URL s3:\/\/nokey\/dsdt\/ does not exist\./,
  ],
  ['noBucket', 'remote-unreachable', /Unable to bind context|raised a 404|Not Found/],
  ['noModule', 'pipe-not-found', /No module named/],
  ['noClass', 'pipe-not-found', /No task Nope|has no attribute 'Nope'/],
  ['noInput', 'input-not-found', /Driver unable to find input bundle no_such_bundle/],
  ['luigiCommand', 'image-incompatible', /find input bundle dsdt_docker|refused its command line|could not start/],
  ['oldTags', 'image-incompatible', /unrecognized arguments: --output-tags|argument --pipeline is required/],
  ['forceAll', 'image-incompatible', /unrecognized arguments: --force-all/],
  ['ambiguous', 'unknown-parameter', /ambiguous option: --n could match .*--no-pull/],
  ['unreachable', 'remote-unreachable', /Could not connect to the endpoint URL/],
])('the log of %s', (scenario, verdict, evidence) => {
  test.each(listVersions(scenario).filter((version) => !isExpectedOtherwise(version, scenario)))(
    `of %s has the verdict ${verdict}`,
    (version) => {
      const { diagnosis } = analyze(`${version}-${scenario}`)
      expect(diagnosis).toMatchObject({ verdict, evidence: expect.stringMatching(evidence) })
      expect(diagnosis.where).toBeUndefined()
    },
  )
})

/** What a version does otherwise; the tests below say how. */
function isExpectedOtherwise(version: string, scenario: string): boolean {
  const others: Readonly<Record<string, readonly string[]>> = {
    oldTags: ['0.7.1'],
    forceAll: ['0.8.25', '0.9.16', '0.10.1', '1.0.2'],
    unreachable: ['0.7.1', '0.7.2'],
    noInput: ['0.8.1', '0.8.25', '0.9.16', '0.10.1', '1.0.2'],
  }
  return others[scenario]?.includes(version) === true
}

describe('versions that differ', () => {
  test.each(['0.7.1', '0.7.2'])('%s hides why S3 cannot be reached', (version) => {
    expect(analyze(`${version}-unreachable`).diagnosis).toMatchObject({
      verdict: 'pipe-error',
      evidence:
        'The pipe ended with exit code 74 and printed no traceback. Its last error message is: Failed to run pipeline',
    })
  })

  test.each(['0.8.1', '0.8.25', '0.9.16', '0.10.1', '1.0.2'])(
    '%s refuses a parameter that the pipe does not have',
    (version) => {
      expect(analyze(`${version}-unknownParameter`).diagnosis).toMatchObject({
        verdict: 'unknown-parameter',
        evidence: expect.stringContaining('nosuch'),
      })
    },
  )

  test('before 0.8.1, Disdat ignores such a parameter, and the run succeeds', () => {
    for (const version of ['0.7.1', '0.7.2', '0.8.0'])
      expect(analyze(`${version}-unknownParameter`).diagnosis).toMatchObject({ verdict: 'no-output' })
  })
})
