import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnnotationCandidate, createAnnotations } from '../../src/action/annotations.ts'
import { findMatchingFile } from '../../src/action/source-lines.ts'

describe('a path in a container is the tracked file', () => {
  test.each([
    // Installed: the whole path from the package on.
    ['pipelines/orders.py', ['examples/pipeline/pipelines/orders.py', 'README.py'], 0],
    ['pipelines/orders.py', ['pipelines/orders.py'], 0],
    ['pkg/sub/x.py', ['sub/x.py'], undefined],
    ['orders.py', ['orders.py'], 0],
    ['orders.py', ['pipelines/orders.py'], undefined],
    // Copied: the same end, over one folder at least.
    ['/opt/pipeline/pkg/x.py', ['src/pkg/x.py', 'other/y.py'], 0],
    ['/opt/pipeline/pkg/x.py', ['x.py', 'src/pkg/x.py'], 1],
    ['/opt/pipeline/x.py', ['x.py'], 0],
    ['/opt/pipeline/x.py', ['pkg/x.py'], undefined],
    ['/opt/pipeline/pkg/x.py', ['pipeline/pkg/x.py', 'old/pkg/x.py'], 0],
    // None on guesses.
    ['pipelines/orders.py', ['a/pipelines/orders.py', 'b/pipelines/orders.py'], undefined],
    ['/opt/pkg/x.py', ['a/pkg/x.py', 'b/pkg/x.py'], undefined],
    ['/opt/other/y.py', ['pkg/x.py'], undefined],
    ['/opt/pkg/x.py', [], undefined],
  ])('%s in %j', (named, files, at) => {
    expect(findMatchingFile(named, files)).toBe(at === undefined ? undefined : files[at])
  })
})

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
const mark = (
  at: { readonly file?: string; readonly line?: number; readonly code?: undefined },
  more: Partial<AnnotationCandidate> = {},
): AnnotationCandidate => ({
  level: 'error',
  title: 'Daily() failed',
  message: "KeyError: 'day'",
  at: { kind: 'frames', frames: [{ ...frame, ...at }] },
  ...more,
})
const placesOf = async (...marks: readonly AnnotationCandidate[]) =>
  (await createAnnotations(marks, workspace, env)).map(({ file, line }) => ({ file, line }))

describe('the place of an exception', () => {
  test('is the line of the checkout that the traceback names', async () => {
    expect(await createAnnotations([mark({})], workspace, env)).toStrictEqual([
      { level: 'error', ...place, title: 'Daily() failed', message: "KeyError: 'day'" },
    ])
    expect(await placesOf(mark({ file: '/opt/pipeline/shop/orders.py', code: undefined }))).toStrictEqual([place])
  })

  test('is the deepest line that is there', async () => {
    const frames = [
      { ...frame, line: 4, code: undefined },
      frame,
      { file: '/opt/other/y.py', line: 1, code: undefined },
    ]
    expect(await placesOf({ ...mark({}), at: { kind: 'frames', frames } })).toStrictEqual([place])
  })

  test.each([
    ['no line of the file', { line: 99, code: undefined }],
    ['another text in that line, as of another commit', { line: 5 }],
    ['a file that git does not track', { file: 'shop/untracked.py' }],
    ['a link', { file: 'shop/link.py', line: 1, code: undefined }],
    ['line 0', { line: 0, code: undefined }],
  ])('is nowhere with %s', async (_, at) => {
    expect(await placesOf(mark(at))).toStrictEqual([])
  })

  test('is told once, however often it is named', async () => {
    expect(await placesOf(mark({}), mark({}, { message: "KeyError: 'month'" }))).toStrictEqual([place])
  })

  test('is told with at most 4,096 characters', async () => {
    const [annotation] = await createAnnotations(
      [mark({}, { title: 't'.repeat(999), message: 'm'.repeat(9999) })],
      workspace,
      env,
    )
    expect(annotation).toMatchObject({ title: 't'.repeat(255), message: 'm'.repeat(4096) })
  })

  test('is nowhere without a checkout', async () => {
    const empty = await mkdtemp(path.join(tmpdir(), 'workspace-'))
    expect(await createAnnotations([mark({})], empty, env)).toStrictEqual([])
    expect(await createAnnotations([mark({})], '', env)).toStrictEqual([])
    await rm(empty, { recursive: true })
  })
})

test('the place of a class is the line where it begins', async () => {
  const at = (name: string, module = ['shop', 'orders']): AnnotationCandidate => ({
    ...mark({}, { title: `rule of ${name}` }),
    at: { kind: 'class', module, name },
  })
  expect(await placesOf(at('Daily'))).toStrictEqual([{ ...place, line: 4 }])
  expect(await placesOf(at('Dail'), at('Daily', ['orders']), at('Daily', ['shop', 'none']))).toStrictEqual([])
  expect(await placesOf(at('Daily'), { ...at('Daily'), title: 'another rule' })).toHaveLength(2)
})
