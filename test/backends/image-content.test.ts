import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseImageContent, readImageCommand, readImageVariables, readTexts } from '../../src/backends/image-content.ts'

const config = { User: 'disdat', Entrypoint: ['/opt/bin/entrypoint.py'], Cmd: null, Env: ['PATH=/bin', 'PAIR=a=b'] }

describe('parseImageContent', () => {
  test('reads the configuration of a registry', () => {
    const layers = ['sha256:a', 'sha256:b']
    const parts = { os: 'linux', architecture: 'amd64', config }
    expect(parseImageContent({ ...parts, rootfs: { type: 'layers', diff_ids: layers } })).toStrictEqual({
      ...parts,
      layers,
    })
  })
})

describe('readImageVariables', () => {
  test('reads names and values, which may have `=`', () => {
    expect(readImageVariables({ Env: ['A=b=c', 'EMPTY='] })).toStrictEqual(
      new Map([
        ['A', 'b=c'],
        ['EMPTY', ''],
      ]),
    )
  })
})

describe('readImageCommand', () => {
  test('reads the command line, the variables and the user', () => {
    expect(readImageCommand(config)).toStrictEqual({
      entrypoint: ['/opt/bin/entrypoint.py'],
      command: [],
      env: new Map([
        ['PATH', '/bin'],
        ['PAIR', 'a=b'],
      ]),
      user: 'disdat',
    })
  })

  test('never throws for a configuration from outside', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void readImageCommand(value)))
  })
})

describe('readTexts', () => {
  test('leaves out what is not a text', () => {
    expect(readTexts({ Cmd: ['a', 1, null, 'b'] }, 'Cmd')).toStrictEqual(['a', 'b'])
  })
})
