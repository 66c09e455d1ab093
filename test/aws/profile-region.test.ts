import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readProfileRegion } from '../../src/aws/profile-region.ts'

async function readRegion(config: string, profile?: string): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'profile-region-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'config'), config)
  return await readProfileRegion({ AWS_CONFIG_FILE: join(folder, 'config'), AWS_PROFILE: profile })
}

describe('readProfileRegion', () => {
  test.each<[string, string, string | undefined, string | undefined]>([
    ['the default profile', '[default]\nregion = eu-west-1\n', undefined, 'eu-west-1'],
    ['Windows line ends', '[default]\r\nregion = eu-west-1\r\n', undefined, 'eu-west-1'],
    ['a named profile', '[default]\nregion = eu-west-1\n[profile team]\nregion = eu-west-2\n', 'team', 'eu-west-2'],
    ['dots in a profile’s name', '[profile a.b.c]\nregion = eu-west-1\n', 'a.b.c', 'eu-west-1'],
    ['a comment behind a section and a value', '[default] # x\nregion = eu-west-1 ; y\n', undefined, 'eu-west-1'],
    ['spaces around and in a section’s name', '  [ profile   team ]\nregion=eu-west-1\n', 'team', 'eu-west-1'],
    ['a setting that is nested in another one', '[default]\ns3 =\n  region = eu-west-1\n', undefined, undefined],
    ['a profile without the word `profile`', '[team]\nregion = eu-west-1\n', 'team', undefined],
    ['another profile', '[profile team]\nregion = eu-west-1\n', 'other', undefined],
    ['a name of Object’s prototype', '[default]\nregion = eu-west-1\n', 'constructor', undefined],
    ['a setting before any section', 'region = eu-west-1\n', undefined, undefined],
    ['a value that is not a region', '[default]\nregion = EU\n', undefined, undefined],
  ])('reads %s', async (_, config, profile, expected) => {
    expect(await readRegion(config, profile)).toBe(expected)
  })

  test('does not wait for a named pipe', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'profile-region-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    execFileSync('mkfifo', [join(folder, 'config')])
    expect(await readProfileRegion({ AWS_CONFIG_FILE: join(folder, 'config') })).toBeUndefined()
  })

  test('returns undefined without a configuration file', async () => {
    expect(await readProfileRegion({ AWS_CONFIG_FILE: '/nowhere/config' })).toBeUndefined()
    expect(await readProfileRegion({ HOME: '/nowhere' })).toBeUndefined()
  })
})
