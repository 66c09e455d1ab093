import { describe, expect, test } from 'vitest'
import type { JobSeed } from '../../../../src/backends/backend.ts'
import { launcherText } from '../../../../src/backends/batch/launcher/launcher-text.ts'
import { minifyPython, selectJobSeed, wrapCommand } from '../../../../src/backends/batch/launcher/wrap-command.ts'
import type { Dialect } from '../../../../src/disdat/generations.ts'
import { inheritEnv, runCommand } from '../../../testbed/process.ts'
import { task } from '../fixtures.ts'

const jobSeed: JobSeed = {
  mode: 'all',
  remote: 's3://acme/disdat',
  remoteContext: 'shop',
  localContext: 'local',
  maxBytes: 1000,
  isRequested: false,
}

describe('wrapCommand', () => {
  test('keeps the command as it is, after a program of less than 5.5 KiB and its settings', () => {
    const argv = ['dsdt_docker', '--output-bundle', "it's $(me)"]
    const wrapped = wrapCommand(argv, jobSeed)
    expect(wrapped.slice(0, 2)).toStrictEqual(['sh', '-c'])
    expect(wrapped.slice(4)).toStrictEqual(['["s3://acme/disdat","shop","local",1000]', ...argv])
    expect(wrapped[3]?.length).toBeLessThan(5.5 * 1024)
  })
})

describe('minifyPython', () => {
  test('keeps the syntax tree of the launcher', async () => {
    const code = [
      'import ast, json, sys',
      'def parse(text):',
      '    tree = ast.parse(text)',
      '    for node in ast.walk(tree):',
      '        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node):',
      '            node.body = node.body[1:]',
      '    return ast.dump(tree)',
      'whole, short = json.load(sys.stdin)',
      'print(parse(whole) == parse(short))',
    ].join('\n')
    const input = JSON.stringify([launcherText, minifyPython(launcherText)])
    expect(await runCommand('python3', ['-c', code], { env: inheritEnv('PATH'), input })).toMatchObject({
      stdout: 'True\n',
    })
  })
})

describe('selectJobSeed', () => {
  const select = (entrypoint: readonly string[] | undefined, dialect: Dialect = 'luigi') => {
    const image = { ...task.image, dialect, ...(entrypoint && { entrypoint }) }
    return selectJobSeed({ image, jobSeed }, { isFixed: false })
  }

  test('returns the seed for images that start the command as it is', () => {
    expect(select([])).toBe(jobSeed)
    expect(select(['/usr/bin/tini', '--'])).toBe(jobSeed)
    expect(select([], 'disdat-0.9.6')).toBe(jobSeed)
  })

  test('returns undefined for an entry point that may change the command, or that cannot be read', () => {
    expect(select(['/wrapper.sh'])).toBeUndefined()
    expect(select(['tini', '--', 'dsdt_docker'])).toBeUndefined()
    expect(select(undefined)).toBeUndefined()
  })

  test('returns undefined for images with an entry point of Disdat', () => {
    expect(select([], 'classic')).toBeUndefined()
    expect(select([], 'disdat-0.8.13')).toBeUndefined()
  })

  test('changes the command of a job definition of the user on request only', () => {
    const image = { ...task.image, entrypoint: [] }
    expect(selectJobSeed({ image, jobSeed }, { isFixed: true })).toBeUndefined()
    const requested = { ...jobSeed, isRequested: true }
    expect(selectJobSeed({ image, jobSeed: requested }, { isFixed: true })).toBe(requested)
    expect(selectJobSeed({ image }, { isFixed: false })).toBeUndefined()
  })
})
