import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnnotationCandidate, createAnnotations } from '../../src/action/annotations.ts'

const source = [
  'import luigi',
  '',
  '',
  'class Daily(luigi.Task):',
  '    def run(self):',
  "        return {}['day']",
  '',
]
let workspace: string

beforeAll(async () => {
  workspace = await mkdtemp(path.join(tmpdir(), 'workspace-'))
  await mkdir(path.join(workspace, 'src/shop'), { recursive: true })
  await writeFile(path.join(workspace, 'src/shop/orders.py'), source.join('\n'))
  await writeFile(path.join(workspace, 'src/shop/untracked.py'), source.join('\n'))
  await symlink('/etc/hostname', path.join(workspace, 'src/shop/link.py'))
  const git = async (...args: readonly string[]) => await promisify(execFile)('git', ['-C', workspace, ...args])
  await git('init', '--quiet')
  await git('add', 'src/shop/orders.py', 'src/shop/link.py')
})
afterAll(async () => {
  await rm(workspace, { recursive: true })
})

const env = { PATH: process.env['PATH'] }
const place = { file: 'src/shop/orders.py', line: 6 }
const frame = { file: 'shop/orders.py', line: 6, code: "return {}['day']" } as const
const createCandidate = (
  at: { readonly file?: string; readonly line?: number; readonly code?: undefined },
  more: Partial<AnnotationCandidate> = {},
): AnnotationCandidate => ({
  level: 'error',
  title: 'Daily() failed',
  message: "KeyError: 'day'",
  at: { kind: 'frames', frames: [{ ...frame, ...at }] },
  ...more,
})
const findPlaces = async (...candidates: readonly AnnotationCandidate[]) =>
  (await createAnnotations(candidates, workspace, env)).map(({ file, line }) => ({ file, line }))

describe('createAnnotations for an exception', () => {
  test('annotates the line of the checkout that the traceback names', async () => {
    expect(await createAnnotations([createCandidate({})], workspace, env)).toStrictEqual([
      { level: 'error', ...place, title: 'Daily() failed', message: "KeyError: 'day'" },
    ])
    expect(await findPlaces(createCandidate({ file: '/opt/pipeline/shop/orders.py', code: undefined }))).toStrictEqual([
      place,
    ])
  })

  test('annotates the deepest line that the checkout has', async () => {
    const frames = [
      { ...frame, line: 4, code: undefined },
      frame,
      { file: '/opt/other/y.py', line: 1, code: undefined },
    ]
    expect(await findPlaces({ ...createCandidate({}), at: { kind: 'frames', frames } })).toStrictEqual([place])
  })

  test.each([
    ['a line after the end of the file', { line: 99, code: undefined }],
    ['another text in that line, as in another commit', { line: 5 }],
    ['a file that git does not track', { file: 'shop/untracked.py' }],
    ['a link', { file: 'shop/link.py', line: 1, code: undefined }],
    ['line 0', { line: 0, code: undefined }],
  ])('annotates nothing for %s', async (_, at) => {
    expect(await findPlaces(createCandidate(at))).toStrictEqual([])
  })

  test('annotates a line once', async () => {
    expect(await findPlaces(createCandidate({}), createCandidate({}, { message: "KeyError: 'month'" }))).toStrictEqual([
      place,
    ])
  })

  test('shortens a message to 4,096 characters', async () => {
    const [annotation] = await createAnnotations(
      [createCandidate({}, { title: 't'.repeat(999), message: 'm'.repeat(9999) })],
      workspace,
      env,
    )
    expect(annotation).toMatchObject({ title: 't'.repeat(255), message: 'm'.repeat(4096) })
  })

  test('annotates nothing without a checkout', async () => {
    const empty = await mkdtemp(path.join(tmpdir(), 'workspace-'))
    expect(await createAnnotations([createCandidate({})], empty, env)).toStrictEqual([])
    expect(await createAnnotations([createCandidate({})], '', env)).toStrictEqual([])
    await rm(empty, { recursive: true })
  })
})

test('createAnnotations annotates the line where a class begins', async () => {
  const at = (name: string, module = ['shop', 'orders']): AnnotationCandidate => ({
    ...createCandidate({}, { title: `rule of ${name}` }),
    at: { kind: 'class', module, name },
  })
  expect(await findPlaces(at('Daily'))).toStrictEqual([{ ...place, line: 4 }])
  expect(await findPlaces(at('Dail'), at('Daily', ['orders']), at('Daily', ['shop', 'none']))).toStrictEqual([])
  expect(await findPlaces(at('Daily'), { ...at('Daily'), title: 'another rule' })).toHaveLength(2)
})
