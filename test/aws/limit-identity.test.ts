import { describe, expect, test } from 'vitest'
import type { StepIdentity } from '../../src/aws/credentials.ts'
import { limitIdentity } from '../../src/aws/limit-identity.ts'

const silence = () => new Promise<never>(() => undefined)
const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }
const aborted = AbortSignal.abort(new Error('SIGINT'))

const silent: StepIdentity = {
  region: 'us-east-1',
  credentials: silence,
  getAccount: silence,
  createPipeIdentity: async () => ({ region: 'us-east-1', credentials: silence }),
}

describe('limitIdentity', () => {
  test('waits for no token and no role any longer when the signal aborts', async () => {
    const identity = limitIdentity(silent, aborted)
    await expect(identity.credentials()).rejects.toThrow('SIGINT')
    await expect(identity.getAccount()).rejects.toThrow('SIGINT')
    await expect((await identity.createPipeIdentity('{}'))?.credentials()).rejects.toThrow('SIGINT')
  })

  test('returns cached credentials after the signal aborted', async () => {
    const identity = limitIdentity({ ...silent, credentials: async () => keys }, aborted)
    expect(await identity.credentials()).toBe(keys)
  })

  test('passes on that nothing can be narrowed', async () => {
    const identity = limitIdentity({ ...silent, createPipeIdentity: async () => undefined }, aborted)
    expect(await identity.createPipeIdentity('{}')).toBeUndefined()
  })
})
