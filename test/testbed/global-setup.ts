import type { TestProject } from 'vitest/node'
import { images, runDocker } from './docker.ts'
import { commandLineVersions, nameImage } from './generations.ts'
import { startMoto } from './moto.ts'
import { runCommand, venvBin } from './process.ts'

/** The AWS account that all process-level tests share. Each test file has its own buckets. */
export interface Account {
  readonly endpoint: string
  /** The variables that connect an AWS SDK to this account. */
  readonly env: Readonly<Record<string, string>>
}

declare module 'vitest' {
  export interface ProvidedContext {
    account: Account
  }
}

/**
 * Realistic keys. The default keys of moto are words such as "test", whose masking would hide half of a log.
 */
export const keys = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}

/** Starts the shared services of the process-level tests. Throws when the machine is not prepared. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await assertBootstrapped(project.name)
  const moto = await startMoto()
  project.provide('account', { endpoint: moto.endpoint, env: { ...moto.env, ...keys } })
  return async () => await moto[Symbol.asyncDispose]()
}

async function assertBootstrapped(project: string): Promise<void> {
  const lacking: string[] = []
  const engine = await runDocker(['version']).catch(() => undefined)
  if (engine?.code !== 0) lacking.push('a Docker engine')
  else {
    const named = [...Object.values(images), ...(project === 'act' ? [] : commandLineVersions.map(nameImage))]
    const found = await Promise.all(named.map((name) => runDocker(['image', 'inspect', name])))
    lacking.push(...named.filter((_, at) => found[at]?.code !== 0).map((name) => `the image ${name}`))
  }
  const python = await runCommand(`${venvBin}/python`, ['--version'], { env: {} }).catch(() => undefined)
  if (python?.code !== 0) lacking.push('the Python environment of dsdt')
  if (lacking.length > 0) throw new Error(`Run script/bootstrap first. Missing: ${lacking.join(', ')}.`)
}
