import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect } from 'vitest'
import { root } from '../testbed/process.ts'
import { test as base, readCommand, readState } from '../testbed/world.ts'

const test = base
  .extend('isResult', { scope: 'file' }, async () => {
    const schema: unknown = JSON.parse(await readFile(`${root}docs/result.schema.json`, 'utf8'))
    const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(Object(schema))
    return (result: unknown) => (validate(result) ? [] : validate.errors)
  })
  .extend('printed', { scope: 'file' }, async ({ world }) => {
    const temp = await world.createFolder()
    const run = await world.runAction(
      {
        'pipe-class': 'pipelines.faults.Prints',
        params: 'lines: 40',
        'output-bundle': 'printed',
        'output-tags': 'team:sales',
        'log-tail-lines': '12',
        'report-html': 'true',
      },
      { temp },
    )
    return { temp, run, result: await resultOf(run.outputs['result-file']) }
  })

async function resultOf(file: string | undefined): Promise<unknown> {
  return JSON.parse(await readFile(file ?? '', 'utf8'))
}

test('the page of a successful run has its whole log', async ({ printed: { run } }) => {
  const page = await readFile(run.outputs['report-file'] ?? '', 'utf8')
  expect(page).toContain('<h1>✅ First version: <code>printed</code>')
  expect(page.match(/^(?:<div>)?\d{9} the quick brown fox jumps over the lazy dog, again$/gm)).toHaveLength(40)
})

describe('the summary of a successful run', () => {
  test('begins with the outcome', ({ printed: { run } }) => {
    expect(run.summary).toMatch(/^### ✅ First version: `printed` · `Prints` · [\d.]+ s\n\n/)
  })

  test('shows the bundle, the reuse and the settings of the run', ({ world, printed: { run } }) => {
    const { outputs, summary } = run
    const uuid = outputs['output-bundle-uuid'] ?? ''
    expect(summary).toContain(`| output | \`printed\` | \`${uuid.slice(0, 8)}\` |`)
    expect(summary).toContain(`\`${outputs['output-bundle-uri']}\``)
    expect(summary).toMatch(/^\*\*Reuse:\*\* .+$/m)
    for (const row of [
      '| pipe | `pipelines.faults.Prints` |',
      '| parameters | `lines=40` |',
      `| remote | \`${world.remote}\` |`,
      '| context | `shop/local` |',
      `| image | \`disdat-pipelines-faults:latest\` as \`${outputs['image']}\` |`,
      '| dialect | luigi |',
      `| container | \`${outputs['job-name']}\` |`,
      '| exit code | 0 |',
      `| local copy | \`${outputs['output-path']}\` |`,
    ]) {
      expect(summary).toContain(row)
    }
    expect(summary).toMatch(/\| output tags \|.*`team:sales`/)
  })

  test('shows how long each phase took', ({ printed: { run } }) => {
    expect(run.summary).toMatch(
      /^\| phases \| (?:(?:image|input|seed) [\d.]+ s · ){2,3}launch [\d.]+ s · run [\d.]+ s · prove [\d.]+ s(?: · (?:pull|compare) [\d.]+ s){2} \|$/m,
    )
  })

  test('ends with the last lines of the log, folded, and a link to the page', ({ printed: { run } }) => {
    const [, title = '', tail = ''] =
      /<details><summary>(Log: [^<]+)<\/summary>\n\n```text\n(.*)\n```\n\n<\/details>\s+\[Whole report\]\([^)]+\) \(artifact `report-[0-9a-f]{8}\.html`\)\s*$/s.exec(
        run.summary,
      ) ?? []
    expect(title).toMatch(/^Log: last 12 of \d+ lines$/)
    const shownLines = run.text.map(({ line }) => line)
    // The tail has the lines of the container only, not those that the action logs after them.
    // The pull and the comparison run at once.
    const container = shownLines.slice(
      0,
      shownLines.findIndex((line) => /^(?:Pulling the output|There is no earlier bundle)/.test(line)),
    )
    expect(tail.split('\n')).toEqual(container.slice(-12))
  })
})

describe('the result file', () => {
  test('matches its schema', ({ isResult, printed: { result } }) => {
    expect(isResult(result)).toEqual([])
  })

  test('is in the temporary folder of the runner', ({ printed: { run, temp } }) => {
    expect(run.outputs['result-file']).toMatch(new RegExp(`^${temp}/[^/]+/result\\.json$`))
  })

  test('agrees with the outputs', ({ world, printed: { run, result } }) => {
    const { outputs } = run
    expect(result).toMatchObject({
      status: 'succeeded',
      pipeClass: 'pipelines.faults.Prints',
      backend: 'Local',
      remote: world.remote,
      context: 'shop/local',
      params: { lines: '40' },
      image: { reference: 'disdat-pipelines-faults:latest', pinned: outputs['image'], dialect: 'luigi' },
      job: { id: outputs['job-id'], name: outputs['job-name'] },
      exitCode: 0,
      output: {
        name: 'printed',
        uuid: outputs['output-bundle-uuid'],
        uri: outputs['output-bundle-uri'],
        tags: { team: 'sales', committed: 'True' },
      },
      outputPath: outputs['output-path'],
      log: { tail: expect.objectContaining({ length: 12 }) },
    })
  })

  test('is written after a failure, and names the line of the pipe', async ({ world, isResult }) => {
    const temp = await world.createFolder()
    const run = await world.runAction({ 'pipe-class': 'pipelines.faults.Raises', summary: 'false' }, { temp })
    const result = await resultOf(run.outputs['result-file'])
    expect(isResult(result)).toEqual([])
    expect(result).toMatchObject({
      status: 'failed',
      verdict: 'pipe-error',
      evidence: expect.stringContaining("KeyError: 'pear'"),
      advice: expect.any(String),
      where: { file: 'pipelines/faults.py', line: expect.any(Number) },
      exitCode: 74,
      lineage: { nodes: [{ name: 'Raises', state: 'failed' }], edges: [] },
    })
    // summary: false
    expect(run.summary).toBe('')
  })

  test('is written for invalid inputs', async ({ world, isResult }) => {
    const temp = await world.createFolder()
    const run = await world.runAction({ 'pipe-class': 'Raises', force: 'perhaps' }, { temp })
    const result = await resultOf(run.outputs['result-file'])
    expect(isResult(result)).toEqual([])
    expect(result).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
  })
})

describe('the log', () => {
  test('has a line each for the input, the container and the outcome', ({ printed: { run } }) => {
    const lines = run.text.map(({ line }) => line)
    expect(lines[0]).toBe(`Image disdat-pipelines-faults:latest (dialect luigi): ${run.outputs['image']}`)
    expect(lines.find((line) => line.startsWith('Started container'))).toMatch(
      new RegExp(`^Started container ${readCommand(run).name}: "dsdt_docker" `),
    )
    expect(lines.at(-1)).toMatch(
      new RegExp(`^Produced: printed ${run.outputs['output-bundle-uri']} \\(pulled to .+\\)`),
    )
  })

  test('of post is empty when nothing is left to clean up', ({ printed: { run } }) => {
    expect(run.postLog).toBe('')
    expect(readState(run)).toMatchObject({ reported: true, pipeClass: 'pipelines.faults.Prints' })
  })
})

test('`output-path` is a folder that later steps can read', async ({ printed: { run } }) => {
  const { 'output-path': folder = '', 'output-bundle-uuid': uuid } = run.outputs
  await access(join(folder, `${uuid}_hframe.pb`))
})

test('`log-tail-lines: 0` omits the log from summary and result file', async ({ world }) => {
  const temp = await world.createFolder()
  const run = await world.runAction({ 'pipe-class': 'pipelines.faults.NoSuchPipe', 'log-tail-lines': '0' }, { temp })
  expect(run.outputs).toMatchObject({ verdict: 'pipe-not-found' })
  expect(run.summary).not.toContain('```')
  expect(await resultOf(run.outputs['result-file'])).toMatchObject({ log: { lines: expect.any(Number), tail: [] } })
})
