import { mkdir } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { describe, expect } from 'vitest'
import { runFailingAction } from '../testbed/failing.ts'
import { test } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 0.125' }
const secret = 'hush/sécret?'

describe('a dry run does not show the secret of a proxy', () => {
  test.for([
    ['without a scheme', 'ann:hush-secret@proxy.example:3128'],
    ['in the place of the user', 'http://hush-secret@proxy.example:3128'],
    ['in the place of the user, without a scheme', 'hush-secret@proxy.example:3128'],
    ['with a percent sign that begins no code', 'http://ann:hush-secret%zz@proxy.example:3128'],
  ])('%s', async ([, proxy = ''], { world }) => {
    const env = { HTTPS_PROXY: proxy, ALL_PROXY: proxy }
    const run = await world.runAction({ ...pipe, 'dry-run': 'true' }, { env })
    expect(run.exitCode).toBe(0)
    expect(run.text.map(({ line }) => line).join('\n')).toMatch(/HTTPS_PROXY=(http:\/\/)?\*\*\*@proxy\.example:3128/)
    const texts = [run.log, run.summary, JSON.stringify([run.outputs, run.annotations])]
    for (const text of texts) expect(text).not.toContain('hush-secret')
    expect(run.masks.some((mask) => mask.includes('hush-secret'))).toBe(true)
  })
})

test('a proxy that no program could use is an input error, without its secret', async ({ world }) => {
  const env = { HTTPS_PROXY: `http://ann:${secret}@proxy.example:3128` }
  const { error, result } = await runFailingAction(world, pipe, { env })
  expect(error).toContain('the variable HTTPS_PROXY: got "http://***@proxy.example:3128".')
  expect(result.log).not.toContain('hush')
})

test('an input with a password in its address does not show the password', async ({ world }) => {
  const { error, result } = await runFailingAction(world, { ...pipe, registry: 'https://ann:hush@ghcr.io' })
  expect(error).toContain('registry: got "https://***@ghcr.io".')
  expect(result.log).not.toContain('hush')
})

test('relative and empty folders in the environment give absolute paths', async ({ world }) => {
  const cwd = await world.createFolder()
  await mkdir(join(cwd, 'home'))
  const run = await world.runAction(
    { ...pipe, remote: world.remote, context: 'shop/local' },
    { cwd, env: { HOME: 'home' } },
  )
  expect(run.outputs['output-path']).toMatch(new RegExp(`^${cwd}/home/\\.disdat/context/local/objects/`))
  const dry = await world.runAction(
    { ...pipe, remote: world.remote, context: 'shop/local', 'dry-run': 'true' },
    { cwd, env: { HOME: '' }, context: { RUNNER_TEMP: '' } },
  )
  expect(isAbsolute(dry.outputs['result-file'] ?? '')).toBe(true)
})

test('a region of another S3 is accepted with its endpoint', async ({ world }) => {
  const run = await world.runAction({ ...pipe, 'aws-region': 'garage', 'dry-run': 'true' })
  expect({ exitCode: run.exitCode, errors: run.annotations }).toMatchObject({ exitCode: 0 })
})
