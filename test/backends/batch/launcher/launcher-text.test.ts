import { expect, test } from 'vitest'
import { launcherText } from '../../../../src/backends/batch/launcher/launcher-text.ts'
import { runCommand, venvBin } from '../../../testbed/process.ts'

test('launcherText is a program in the syntax of Python 3.6 and later', async () => {
  const code = 'import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 6))'
  expect(await runCommand(`${venvBin}/python`, ['-c', code], { env: {}, input: launcherText })).toMatchObject({
    code: 0,
    stderr: '',
  })
})
