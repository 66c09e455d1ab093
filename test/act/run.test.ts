import { describe, expect } from 'vitest'
import { findStep, runAct } from '../testbed/act.ts'
import { runDocker } from '../testbed/docker.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { test as base, startedLine } from '../testbed/world.ts'

const test = base.extend('run', { scope: 'file' }, async ({ world }) => {
  await world.home.makeBundle({ name: 'raw_orders', data: rawOrders, push: true })
  const env = { ...world.account.env, HOME: world.home.path }
  return (workflow: string, options = {}) => runAct({ workflow, env, ...options })
})

/** A job that checks this action out and runs the steps. */
const writeJob = (steps: string, keys = '') => `
    runs-on: ubuntu-latest
${keys}
    steps:
      - uses: actions/checkout@v4
${steps}`

const cleanOrders = `
      - id: orders
        uses: ./
        with:
          pipe-class: pipelines.orders.CleanOrders
          network: host
          input-bundle: raw_orders
          input-param: orders
          output-bundle: orders.clean`

const raises = `
      - id: orders
        uses: ./
        with:
          pipe-class: pipelines.faults.Raises
          network: host`

describe('a workflow', () => {
  test('reads the outputs of the step in a later step and in a later job', async ({ run }) => {
    const outputs = `
    outputs:
      status: \${{ steps.orders.outputs.status }}
      bundle: \${{ steps.orders.outputs.output-bundle-uri }}`
    const later = `
      - id: later
        run: echo "\${{ steps.orders.outputs.output-bundle-uuid }} \${{ fromJSON(steps.orders.outputs.job-ids)[0] }}"`
    const result = await run(`on: push
jobs:
  orders: ${writeJob(cleanOrders + later, outputs)}
  publish:
    needs: orders
    runs-on: ubuntu-latest
    steps:
      - id: publish
        run: echo "\${{ needs.orders.outputs.status }} \${{ needs.orders.outputs.bundle }}"
`)
    expect(result).toMatchObject({ exitCode: 0, jobs: { orders: ['success'], publish: ['success'] } })
    const { outputs: given, summary, annotations } = findStep(result, 'orders')
    expect(findStep(result, 'later').lines).toEqual([`${given['output-bundle-uuid']} ${given['job-id']}`])
    expect(findStep(result, 'publish').lines).toEqual([`succeeded ${given['output-bundle-uri']}`])
    expect(summary).toContain('`CleanOrders`')
    expect(annotations).toEqual([])
    expect(findStep(result, 'orders', 'Post')).toMatchObject({ result: 'success', annotations: [] })
  })

  test('continues after a failure with `continue-on-error`, and knows the outcome', async ({ run }) => {
    const tolerant = raises.replace('uses: ./', 'uses: ./\n        continue-on-error: true')
    const later = `
      - id: later
        run: echo "\${{ steps.orders.outcome }} \${{ steps.orders.conclusion }} \${{ steps.orders.outputs.verdict }}"`
    const result = await run(`on: push\njobs:\n  orders: ${writeJob(tolerant + later)}\n`)
    expect(result).toMatchObject({ exitCode: 0, jobs: { orders: ['success'] } })
    expect(findStep(result, 'later').lines).toEqual(['failure success pipe-error'])
  })
})

describe('a pipe that fails', () => {
  test('fails the job with an annotation and a summary, and only steps with `always()` follow', async ({ run }) => {
    const later = `
      - id: skipped
        run: echo never
      - id: always
        if: always() && steps.orders.outputs.result-file != ''
        run: cat "\${{ steps.orders.outputs.result-file }}"`
    const result = await run(`on: push\njobs:\n  orders: ${writeJob(raises + later)}\n`)
    expect(result).toMatchObject({ exitCode: 1, jobs: { orders: ['failure'] } })
    const { result: ended, annotations, summary, outputs } = findStep(result, 'orders')
    expect(ended).toBe('failure')
    expect(annotations).toMatchObject([{ level: 'error', message: expect.stringMatching(/^pipe-error: .*'pear'/) }])
    expect(summary).toMatch(/^### ❌ Failed: `pipe-error` · `Raises`/)
    expect(outputs).toMatchObject({ status: 'failed', verdict: 'pipe-error', 'exit-code': '74' })
    expect(result.steps.map(({ id }) => id)).not.toContain('skipped')
    expect(JSON.parse(findStep(result, 'always').lines.join('\n'))).toMatchObject({ verdict: 'pipe-error' })
    expect(findStep(result, 'orders', 'Post').result).toBe('success')
  })
})

describe('invalid inputs', () => {
  test('are reported together, and nothing starts', async ({ run }) => {
    const steps = `
      - id: orders
        uses: ./
        with:
          pipe-class: orders
          backend: Lokal
          wait: maybe`
    const result = await run(`on: push\njobs:\n  orders: ${writeJob(steps)}\n`)
    expect(result).toMatchObject({ exitCode: 1, jobs: { orders: ['failure'] } })
    const { annotations, outputs, lines } = findStep(result, 'orders')
    expect(annotations).toMatchObject([{ level: 'error', message: expect.stringMatching(/^invalid-input: 3 /) }])
    for (const name of ['pipe-class', 'backend', 'wait'])
      expect(annotations[0]?.message).toContain(`\n- ${name}: got "`)
    expect(outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    expect(lines.filter((line) => startedLine.test(line))).toEqual([])
  })
})

describe('a cancelled job', () => {
  test('is cleaned up by post, although act kills main', async ({ run, world }) => {
    const before = await world.listKeys()
    const steps = raises.replace('Raises', "Sleeps\n          params: 'seconds: 100'")
    const result = await run(`on: push\njobs:\n  orders: ${writeJob(steps)}\n`, {
      cancelWhen: ({ message }: { readonly message: string }) => message.startsWith('sleeping for'),
    })
    expect(result.exitCode).not.toBe(0)
    const main = findStep(result, 'orders')
    const name = main.lines.map((line) => startedLine.exec(line)?.[1]).find((found) => found)
    expect(name).toBeDefined()
    expect((await runDocker(['inspect', '--type', 'container', name ?? ''])).code).toBe(1)
    expect(main).toMatchObject({ result: 'failure', summary: '' })
    const post = findStep(result, 'orders', 'Post')
    expect(post.result).toBe('success')
    expect(post.summary).toMatch(/^### 🚫 `Sleeps`/)
    expect(await world.listKeys()).toEqual(before)
  })
})
