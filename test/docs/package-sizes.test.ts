import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { measurePackages } from '../../script/docs/package-sizes.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'

const modules = new Map([
  ['12', '/checkout/node_modules/tar/index.js'],
  ['34', '/checkout/node_modules/@scope/kit/node_modules/bytes/index.js'],
  ['56', '/checkout/lib/build-1/src/main.js'],
  ['78', ''],
])
const startModule = (number: number | string) => `/***/ ${number}:`
const startPart = (file: string) => `;// CONCATENATED MODULE: ${file}`
const measureText = (lines: readonly string[]) => Buffer.byteLength(`${lines.join('\n')}\n`)

test('measurePackages counts the lines of each package in all bundles', async () => {
  await using dist = await makeTemporaryFolder('sizes-')
  const tar = [startModule(12), "const text = 'ä'", '']
  const bytes = [startModule('"34"'), 'const bytes = 1']
  const own = [startModule(56), 'const own = 1']
  const kit = [startPart('../../node_modules/@scope/kit/a.js'), 'const kit = 1']
  const ownPart = [startPart('./src/run.js'), 'const run = 1']
  const external = [startModule(78), 'module.exports = require("node:fs")']
  await writeFile(join(dist.path, 'bundle.js'), [...tar, ...bytes, '/******/ })()', 'const webpack = 1'].join('\n'))
  await writeFile(join(dist.path, '1.bundle.js'), [...own, ...kit, ...ownPart, ...tar, ...external].join('\n'))
  await writeFile(join(dist.path, 'main.js'), tar.join('\n'))
  expect(await measurePackages(dist.path, modules)).toEqual(
    new Map([
      ['tar', 2 * measureText(tar)],
      ['bytes', measureText(bytes)],
      ['@scope/kit', measureText(kit)],
    ]),
  )
})
