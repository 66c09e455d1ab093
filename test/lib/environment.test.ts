import path from 'node:path'
import { expect, test } from 'vitest'
import { resolveFolders } from '../../src/lib/environment.ts'

test('resolveFolders makes folders absolute, and deletes empty variables', () => {
  const env: Record<string, string | undefined> = {
    ...{ HOME: '', RUNNER_TEMP: '', DOCKER_CONFIG: '' },
    ...{ TMPDIR: 'temp', GITHUB_WORKSPACE: '/home/runner/shop/' },
    ...{ PATH: '', OTHER: 'x' },
  }
  resolveFolders(env)
  expect(env).toStrictEqual({
    TMPDIR: path.resolve('temp'),
    GITHUB_WORKSPACE: '/home/runner/shop',
    PATH: '',
    OTHER: 'x',
  })
})

test('resolveFolders sets no variable that is not set', () => {
  const env = { HOME: '/home/runner' }
  resolveFolders(env)
  expect(env).toStrictEqual({ HOME: '/home/runner' })
})
