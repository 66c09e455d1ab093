import { describe, expect, it } from 'vitest'
import { formatSeedPath, isPulledAtStart, parseSeedPath } from '../../src/seed/seed-path.ts'

const uuid = '11111111-2222-4333-8444-555555555555'

describe('parseSeedPath', () => {
  it('reads the path that formatSeedPath writes', () => {
    expect(parseSeedPath(formatSeedPath(uuid, `${uuid}_hframe.pb`))).toEqual({ uuid, file: `${uuid}_hframe.pb` })
    expect(parseSeedPath(formatSeedPath(uuid, 'größe frame.pb'))).toEqual({ uuid, file: 'größe frame.pb' })
  })

  it.each([
    `objects/${uuid}/..`,
    `objects/${uuid}/.`,
    `objects/${uuid}/`,
    `objects/${uuid}`,
    `objects/../${uuid}_frame.pb`,
    `objects/${uuid.toUpperCase()}x/a_frame.pb`,
    `objects/${uuid}/sub/a_frame.pb`,
    `objects/${uuid}/../a_frame.pb`,
    `/objects/${uuid}/a_frame.pb`,
    `other/${uuid}/a_frame.pb`,
    `objects/${uuid}/a\\..\\_frame.pb`,
    `objects/${uuid}/a\0_frame.pb`,
    `objects/${uuid}/a\n_frame.pb`,
    `objects/${uuid}/a\ud800_frame.pb`,
    `objects/${uuid}/${'a'.repeat(255)}_frame.pb`,
    'objects',
    '',
  ])('refuses %j', (path) => {
    expect(parseSeedPath(path)).toBeUndefined()
  })
})

describe('isPulledAtStart', () => {
  it('finds what Disdat fetches at the start of a container', () => {
    const names = [`${uuid}_hframe.pb`, 'x_frame.pb', 'x_frame.pb.csv', 'sub/x_frame.pb', 'part-0.csv', 'x_auth.pb']
    expect(names.filter(isPulledAtStart)).toEqual([
      `${uuid}_hframe.pb`,
      'x_frame.pb',
      'x_frame.pb.csv',
      'sub/x_frame.pb',
    ])
  })
})
