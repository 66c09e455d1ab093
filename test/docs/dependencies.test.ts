import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readDependenciesPage, renderDependenciesPage } from '../../script/docs/dependencies.ts'
import { getField, getList, getString } from '../../src/lib/json.ts'
import { root } from '../testbed/process.ts'

test('docs/dependencies.md has the dependencies of package.json', async () => {
  const page = await readFile(join(root, 'docs/dependencies.md'), 'utf8')
  // test/dist/build.test.ts compares the sizes with those of a build.
  const rows = page.matchAll(/^\| `(\S+)` .* ([\d,]+) KiB +\|$/gm)
  const sizes = new Map([...rows].map(([, name = '', size = '']) => [name, 1024 * Number(size.replaceAll(',', ''))]))
  expect(sizes.size).toBeGreaterThan(50)
  expect(page, 'run `npm run docs` after a change of dependencies').toBe(await readDependenciesPage(root, sizes))
})

describe('renderDependenciesPage', () => {
  const manifest = {
    dependencies: { tar: '1.0.0' },
    devDependencies: { lint: '2.0.0' },
    overrides: { native: 'npm:empty@1.0.0' },
  }
  const packages = new Map<string, unknown>([
    [
      'tar',
      {
        license: 'MIT',
        author: 'Ada <ada@example.com>',
        repository: { url: 'git+https://github.com/ada/tar.git' },
        dependencies: { bytes: '^1.0.0' },
      },
    ],
    ['lint', { license: 'ISC', author: '', repository: 'github:lint-team/lint' }],
    ['bytes', { license: '0BSD', author: 'Bo' }],
  ])
  const sizes = new Map([
    ['tar', 1_300_000],
    ['lint', 3000],
    ['bytes', 10],
    ['native', 100],
  ])
  const reasons = {
    dependencies: new Map([
      ['tar', 'archives'],
      ['lint', 'checks'],
    ]),
    overrides: new Map([['native', 'unused']]),
  }

  test('says why each package is there, who keeps it, its licence, and its size in dist/', () => {
    const rows = renderDependenciesPage(manifest, packages, sizes, reasons).match(/^\| `.*$/gm) ?? []
    expect(rows.map((row) => row.replaceAll(/ +/g, ' '))).toEqual([
      '| `tar` | archives | Ada, [ada/tar](https://github.com/ada/tar) | MIT | 1,300 KiB |',
      '| `bytes` | `tar` | Bo | 0BSD | 1 KiB |',
      '| `lint` | checks | lint-team, [lint-team/lint](https://github.com/lint-team/lint) | ISC |',
      '| `native` | `empty@1.0.0` | unused |',
    ])
  })

  test('says which packages need a package of dist/, at most two by name', () => {
    const needing = { dependencies: { bytes: '1.0.0' } }
    const more = new Map([...packages, ['a', needing], ['b', needing], ['c', needing]])
    const shipped = new Map([...sizes, ['a', 1], ['b', 1], ['c', 1]])
    const page = renderDependenciesPage(manifest, more, shipped, reasons).replaceAll(/ +/g, ' ')
    expect(page).toContain('| `bytes` | `tar`, `a` and 2 more | Bo |')
  })

  test('refuses a dependency without a reason, and a reason without a dependency', () => {
    const other = {
      ...reasons,
      dependencies: new Map([
        ['tar', 'archives'],
        ['gone', 'nothing'],
      ]),
    }
    expect(() => renderDependenciesPage(manifest, packages, sizes, other)).toThrow(
      'The dependency lint has no reason. Add it.\npackage.json has no dependency gone. Remove its reason.',
    )
  })
})

describe('.github/workflows/dependency-review.yml', async () => {
  const workflow: unknown = parse(await readFile(join(root, '.github/workflows/dependency-review.yml'), 'utf8'))
  const [step] = getList(workflow, 'jobs', 'review', 'steps')
  const allowed = (getString(step, 'with', 'allow-licenses') ?? '').split(', ')
  const lock: unknown = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
  const packages: [string, unknown][] = Object.entries(Object(getField(lock, 'packages')))

  /** Evaluates `A`, `(A AND B)` and `(A OR B)`, the SPDX expressions that packages have. */
  const isAllowed = (expression: string) =>
    expression
      .replaceAll(/[()]/g, '')
      .split(' OR ')
      .some((choice) => choice.split(' AND ').every((license) => allowed.includes(license)))

  test('allows the licences of all packages in package-lock.json', () => {
    const refused = packages.filter(([, each]) => !isAllowed(getString(each, 'license') ?? 'MIT'))
    expect(refused.map(([path, each]) => `${path}: ${getString(each, 'license')}`)).toEqual([])
  })

  test('allows no licence that no package has', () => {
    const given = packages.flatMap(([, each]) => (getString(each, 'license') ?? '').split(/[() ]+/))
    expect(allowed.filter((license) => !given.includes(license))).toEqual([])
  })
})
