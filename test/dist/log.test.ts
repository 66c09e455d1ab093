import { describe, expect } from 'vitest'
import { runDocker } from '../testbed/docker.ts'
import { startLatch } from '../testbed/latch.ts'
import { test as base, readState, runAtLine, runLabel } from '../testbed/world.ts'

const test = base.extend('hostile', { scope: 'file' }, async ({ world }) =>
  world.runAction({
    'pipe-class': 'pipelines.faults.Hostile',
    'output-bundle': 'unharmed',
    force: 'true',
    'log-tail-lines': '1000',
  }),
)

const esc = '\u001b'

describe('a pipe with hostile output', () => {
  test('succeeds with its output', ({ hostile }) => {
    expect(hostile).toMatchObject({ exitCode: 0, conclusion: 'success', outputs: { status: 'succeeded' } })
  })

  test('gives no command to the runner', ({ hostile }) => {
    // The action itself writes the masks of the keys, its groups, and two guard commands, with a random token.
    const own = ['add-mask', 'group', 'endgroup']
    const ownCommands = hostile.commands.filter(({ name }) => !own.includes(name))
    const [stop, resume, ...more] = ownCommands
    expect(stop?.name).toBe('stop-commands')
    expect(stop?.data).toMatch(/^[0-9a-f]{64}$/)
    expect(resume?.name).toBe(stop?.data)
    expect(more).toEqual([])
    expect(hostile.leftStopped).toBe(false)
  })

  test('is a group of its own, between those of the preparation and the output', ({ hostile }) => {
    const groups = hostile.commands.filter(({ name }) => name === 'group').map(({ data }) => data)
    expect(groups).toEqual(['Preparation', 'Log of the pipe', 'Output'])
    expect(hostile.commands.filter(({ name }) => name === 'endgroup')).toHaveLength(3)
  })

  test('sets no annotation, mask, output, state, variable or path', ({ hostile, account }) => {
    expect(hostile.annotations).toEqual([])
    expect(hostile.masks.toSorted()).toEqual(
      [account.env['AWS_ACCESS_KEY_ID'], account.env['AWS_SECRET_ACCESS_KEY']].toSorted(),
    )
    expect(hostile.outputs).not.toHaveProperty('a')
    expect(Object.keys(hostile.state)).toEqual(['file', 'clean'])
    expect(hostile).toMatchObject({ exportedEnv: {}, addedPath: [], problems: [] })
  })

  test('writes no marker of the log viewer', ({ hostile }) => {
    expect(hostile.markers).toEqual([])
  })

  test('is shown as text, each line twice', ({ hostile }) => {
    const lines = hostile.text.map(({ line }) => line)
    const shownLines = [
      '::error::x',
      '::set-output name=a::b',
      '::add-mask::x',
      '::stop-commands::t',
      '## [command]x',
      'text before ## [error]x',
      'harmless',
      '::error::after a carriage return',
      `${esc}[31mred${esc}[0m   link${esc}[0m`,
      'the last line',
      'an end without a newline',
    ]
    // Each line comes from stdout and from stderr.
    for (const line of shownLines)
      expect({ line, times: lines.filter((one) => one === line).length }).toEqual({ line, times: 2 })
  })

  test('sends no control sequence to a terminal, except for colors', ({ hostile }) => {
    const controls = /(?!\t)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
    const rest = hostile.text.map(({ line }) => line.replaceAll(new RegExp(`${esc}\\[[0-9;]*m`, 'g'), ''))
    expect(rest.filter((line) => controls.test(line))).toEqual([])
    expect(hostile.log).toContain('invalid UTF-8: \ufffd')
  })

  test('has its endless lines cut', ({ hostile }) => {
    const long = hostile.text.map(({ line }) => line).filter((line) => line.startsWith('LLLL'))
    expect(long).toHaveLength(2)
    for (const line of long) {
      expect(line.length).toBeLessThan(17_000)
      expect(line).toMatch(/L … \[5226496 more characters not shown\]$/)
    }
  })

  test('stays inside its code block in the summary', ({ hostile }) => {
    expect(hostile.summary).toContain('::error::x')
    expect(hostile.summary).not.toContain('##[')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the test searches for these characters
    expect(hostile.summary).not.toMatch(/[\x00-\x08\x0b-\x1f]/)
    // After the first line of the log, only its last line closes the block.
    const lines = hostile.summary.trimEnd().split('\n')
    const fence = lines.findIndex((line) => /^`{3,}text$/.test(line))
    const closing = lines.flatMap((line, position) => (/^`{3,}$/.test(line) ? [position] : []))
    expect(closing).toEqual([lines.length - 3])
    expect(fence).toBeGreaterThan(0)
  })
})

test('a log line is shown while the container runs', async ({ world }) => {
  const running = ['ps', '--quiet', '--no-trunc', '--filter', `label=${runLabel}`]
  await using latch = await startLatch()
  const { onLine, done } = runAtLine(/^waiting/, () => runDocker(running).finally(latch.release))
  const inputs = { 'pipe-class': 'pipelines.faults.Waits', params: 'number: 1', env: `LATCH=${latch.address}` }
  const run = await world.runAction(inputs, { onLine })
  expect((await done).stdout.split('\n')).toContain(run.outputs['job-id'])
})

test('ids are outputs before the pipe ends', async ({ world }) => {
  const run = await world.runAction(
    { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 60', 'output-bundle': 'early' },
    // The outputs of a killed main step are those that it wrote before.
    { killWhen: (line) => line.startsWith('sleeping for') },
  )
  const uuid = run.outputs['output-bundle-uuid']
  expect(run.outputs).toEqual({
    image: expect.stringMatching(/^sha256:/),
    'job-id': expect.stringMatching(/^[0-9a-f]{64}$/),
    'job-name': `disdat-pipelines-faults-${readState(run)['runId']}`,
    'output-bundle-name': 'early',
    'output-bundle-uuid': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'output-bundle-uri': `${world.remote}/context/shop/objects/${uuid}`,
    'job-ids': JSON.stringify([run.outputs['job-id']]),
    'output-bundle-uris': JSON.stringify([run.outputs['output-bundle-uri']]),
  })
})
