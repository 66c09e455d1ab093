import { describe, expect } from 'vitest'
import { docker } from '../testbed/docker.ts'
import { atLine, test as base, runLabel, stateOf } from '../testbed/world.ts'

const test = base.extend('hostile', { scope: 'file' }, async ({ world }) =>
  world.act({
    'pipe-class': 'pipelines.faults.Hostile',
    'output-bundle': 'unharmed',
    force: 'true',
    'log-tail-lines': '1000',
  }),
)

describe('a pipe that prints what it likes', () => {
  test('has its run, and its output', ({ hostile }) => {
    expect(hostile).toMatchObject({ exitCode: 0, conclusion: 'success', outputs: { status: 'succeeded' } })
  })

  test('gives no command to the runner', ({ hostile }) => {
    // Ours: the keys' masks, and the guard's two, with a token that no pipe can guess.
    const ours = hostile.commands.filter(({ name }) => name !== 'add-mask')
    const [stop, resume, ...more] = ours
    expect(stop?.name).toBe('stop-commands')
    expect(stop?.data).toMatch(/^[0-9a-f]{64}$/)
    expect(resume?.name).toBe(stop?.data)
    expect(more).toEqual([])
    expect(hostile.leftStopped).toBe(false)
  })

  test('makes no annotation, mask, output, state, variable or path', ({ hostile, account }) => {
    expect(hostile.annotations).toEqual([])
    expect(hostile.masks.toSorted()).toEqual(
      [account.env['AWS_ACCESS_KEY_ID'], account.env['AWS_SECRET_ACCESS_KEY']].toSorted(),
    )
    expect(hostile.outputs).not.toHaveProperty('a')
    expect(Object.keys(hostile.state)).toEqual(['run'])
    expect(hostile).toMatchObject({ exportedEnv: {}, addedPath: [], problems: [] })
  })

  test('leaves no mark of the log viewer', ({ hostile }) => {
    expect(hostile.markers).toEqual([])
  })

  test('is shown as text: each of its lines, twice', ({ hostile }) => {
    const lines = hostile.text.map(({ line }) => line)
    const shown = [
      '::error::x',
      '::set-output name=a::b',
      '::add-mask::x',
      '::stop-commands::t',
      '## [command]x',
      'text before ## [error]x',
      'harmless',
      '::error::after a carriage return',
      'red   link',
      'the last line',
      'an end without a newline',
    ]
    // Once from stdout, once from stderr.
    for (const line of shown)
      expect({ line, times: lines.filter((one) => one === line).length }).toEqual({ line, times: 2 })
  })

  test('cannot write to a terminal', ({ hostile }) => {
    const controls = /(?!\t)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
    expect(hostile.text.filter(({ line }) => controls.test(line))).toEqual([])
    expect(hostile.log).toContain('invalid UTF-8: \ufffd')
  })

  test('is cut where a line has no end', ({ hostile }) => {
    const long = hostile.text.map(({ line }) => line).filter((line) => line.startsWith('LLLL'))
    expect(long).toHaveLength(2)
    for (const line of long) {
      expect(line.length).toBeLessThan(17_000)
      expect(line).toMatch(/L … \[5226496 more characters not shown\]$/)
    }
  })

  test('stays within its frame in the summary', ({ hostile }) => {
    expect(hostile.summary).toContain('::error::x')
    expect(hostile.summary).not.toContain('##[')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that must not be there
    expect(hostile.summary).not.toMatch(/[\x00-\x08\x0b-\x1f]/)
    // After the first line of the log, only the line that ends it.
    const lines = hostile.summary.trimEnd().split('\n')
    const fence = lines.findIndex((line) => /^`{3,}text$/.test(line))
    const closing = lines.flatMap((line, at) => (/^`{3,}$/.test(line) ? [at] : []))
    expect(closing).toEqual([lines.length - 3])
    expect(fence).toBeGreaterThan(0)
  })
})

test('a line is shown while the container runs', async ({ world }) => {
  const running = ['ps', '--quiet', '--no-trunc', '--filter', `label=${runLabel}`]
  const { onLine, done } = atLine(/^sleeping for/, () => docker(running))
  const run = await world.act({ 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 4' }, { onLine })
  expect((await done).stdout.split('\n')).toContain(run.outputs['job-id'])
})

test('ids are outputs before the pipe has ended', async ({ world }) => {
  const run = await world.act(
    { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 60', 'output-bundle': 'early' },
    // What is known when main is gone is what had been written by then.
    { killWhen: (line) => line.startsWith('sleeping for') },
  )
  const uuid = run.outputs['output-bundle-uuid']
  expect(run.outputs).toEqual({
    image: expect.stringMatching(/^sha256:/),
    'job-id': expect.stringMatching(/^[0-9a-f]{64}$/),
    'job-name': `disdat-pipelines-faults-${stateOf(run)['runId']}`,
    'output-bundle-name': 'early',
    'output-bundle-uuid': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'output-bundle-uri': `${world.remote}/context/shop/objects/${uuid}`,
    'job-ids': JSON.stringify([run.outputs['job-id']]),
    'output-bundle-uris': JSON.stringify([run.outputs['output-bundle-uri']]),
  })
})
