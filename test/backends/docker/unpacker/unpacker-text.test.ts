import { expect, test } from 'vitest'
import { unpackerText } from '../../../../src/backends/docker/unpacker/unpacker-text.ts'
import { runCommand, venvBin } from '../../../testbed/process.ts'

test('unpackerText is a program in the syntax of Python 3.6 and later', async () => {
  const code = 'import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 6))'
  expect(await runCommand(`${venvBin}/python`, ['-c', code], { env: {}, input: unpackerText })).toMatchObject({
    code: 0,
    stderr: '',
  })
})
