import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findConfigFolder, readDockerConfig } from '../../../src/backends/docker/docker-config.ts'

test('findConfigFolder takes an empty DOCKER_CONFIG for none', () => {
  expect(findConfigFolder({ DOCKER_CONFIG: '/etc/docker-cli' }, '/home/ann')).toBe('/etc/docker-cli')
  expect(findConfigFolder({ DOCKER_CONFIG: '' }, '/home/ann')).toBe('/home/ann/.docker')
  expect(findConfigFolder({}, '/home/ann')).toBe('/home/ann/.docker')
})

describe('readDockerConfig', () => {
  async function createFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'docker-config-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    return folder
  }

  test('reads the file', async () => {
    const folder = await createFolder()
    await writeFile(join(folder, 'config.json'), '{"currentContext":"colima"}')
    expect(await readDockerConfig(folder)).toStrictEqual({ currentContext: 'colima' })
  })

  test('takes an absent file, a text that is not JSON and a named pipe for no configuration', async () => {
    const folder = await createFolder()
    const file = join(folder, 'config.json')
    expect(await readDockerConfig(folder)).toBeUndefined()
    await writeFile(file, '{')
    expect(await readDockerConfig(folder)).toBeUndefined()
    await rm(file)
    execFileSync('mkfifo', [file])
    expect(await readDockerConfig(folder)).toBeUndefined()
  })
})
