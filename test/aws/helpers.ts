import { test as base, onTestFinished } from 'vitest'
import { createIdTokenSource, explainMissingIdToken } from '../../src/action/id-token.ts'
import type { IdentityOptions } from '../../src/aws/identity.ts'
import { Failure } from '../../src/errors.ts'
import { type Gate, startGate } from '../testbed/aws-gate.ts'
import { startMoto } from '../testbed/moto.ts'

// biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures are needed
const withMoto = base.extend('moto', { scope: 'file' }, async ({}, { onCleanup }) => {
  const moto = await startMoto()
  onCleanup(() => moto[Symbol.asyncDispose]())
  return moto
})

/** Tests with an AWS account behind a gate, which checks tokens as STS does. */
export const test = withMoto.extend('gate', async ({ moto }): Promise<Gate> => {
  const gate = await startGate(moto.endpoint)
  onTestFinished(() => gate[Symbol.asyncDispose]())
  return gate
})

/** The options of a step that has an OIDC token, and the secrets that it passes to `onSecret`. */
export function createOptions(gate: Gate, overrides: Partial<IdentityOptions> = {}) {
  const secrets: string[] = []
  const onSecret = async (value: string) => void secrets.push(value)
  // The SDK reads the endpoint from the process's own environment.
  process.env['AWS_ENDPOINT_URL'] = gate.endpoint
  onTestFinished(() => {
    delete process.env['AWS_ENDPOINT_URL']
  })
  const options: IdentityOptions = {
    env: gate.env,
    onSecret,
    roleToAssume: gate.trust('ci'),
    roleSessionName: undefined,
    roleDurationSeconds: undefined,
    roleExternalId: undefined,
    audience: undefined,
    allowedAccountIds: [],
    getIdToken: createIdTokenSource(gate.env, onSecret),
    missingToken: explainMissingIdToken({}),
    ...overrides,
  }
  return { options, secrets }
}

/** The Failure that a call rejects with. Throws when it does not. */
export async function catchFailure(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Failure)) throw new Error(`no Failure: ${error}`)
  return error
}
