import { describe, expect, test } from 'vitest'
import type { Credentials, StepIdentity } from '../../src/aws/credentials.ts'
import type { ContainerFile } from '../../src/backends/backend.ts'
import type { CredentialsDelivery } from '../../src/backends/backend-type.ts'
import { createRemote } from '../../src/remote/remote.ts'
import { injectCredentials, renewCredentials } from '../../src/run/credentials.ts'
import { planRun, runEnv } from '../plan/fixtures.ts'
import { catchFailure, neverAborted, openTestStore } from '../remote/helpers.ts'
import { createContext, createTaskFor, stepIdentity } from './fixtures.ts'

const task = { ...createTaskFor('4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f'), env: new Map([['AWS_REGION', 'own']]) }
const job = { id: 'job-1', name: 'orders' }
const session: Credentials = { accessKeyId: 'ASIAPIPE', secretAccessKey: 'pipe-secret', sessionToken: 'pipe-token' }
const environment = { kind: 'environment', durationSeconds: 3600, queueTimeoutMs: 60_000 } as const

/** A remote that no test calls. */
async function openRemote() {
  const env = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'us-east-1' }
  return createRemote(await openTestStore('bucket', env), { url: 's3://bucket/p', context: 'shop' })
}

/** An identity with a role, whose pipe sessions have these credentials. */
function createRoleIdentity(credentials: Credentials) {
  const requests: unknown[] = []
  const identity: StepIdentity = {
    ...stepIdentity,
    async createPipeIdentity(policy, options) {
      requests.push([JSON.parse(policy), options])
      return { region: 'us-east-1', credentials: async () => credentials }
    },
  }
  return { identity, requests }
}

async function inject(delivery: CredentialsDelivery, identity: StepIdentity) {
  const { context, lines } = createContext({
    run: { backend: { ...planRun(runEnv).backend, credentials: delivery }, timeoutMs: 60_000 },
    dependencies: { identity: async () => identity },
  })
  return { prepared: await injectCredentials(context, task, await openRemote()), lines }
}

describe('injectCredentials', () => {
  test('gives a job with a role of its own nothing', async () => {
    const { prepared } = await inject({ kind: 'job-role' }, stepIdentity)
    expect(prepared).toStrictEqual({ task })
  })

  test('gives files of a session that is narrowed to the remote context', async () => {
    const { identity, requests } = createRoleIdentity(session)
    const { prepared, lines } = await inject({ kind: 'files' }, identity)
    expect(requests).toStrictEqual([[{ pipe: 'shop', region: 'us-east-1' }, undefined]])
    const [config, credentials] = prepared.task.files
    expect(config?.content).toContain(`credential_process = cat ${credentials?.path}`)
    expect(JSON.parse(credentials?.content ?? '')).toMatchObject({
      AccessKeyId: 'ASIAPIPE',
      SecretAccessKey: 'pipe-secret',
      SessionToken: 'pipe-token',
    })
    expect(prepared.source?.credentials).toStrictEqual(session)
    expect(lines).toStrictEqual([])
  })

  test('gives files of the own credentials of a step without a role, and the variables that point to them', async () => {
    const { prepared, lines } = await inject({ kind: 'files' }, stepIdentity)
    expect(prepared.task.files.map(({ content }) => content).join()).toContain('AKIASTEP')
    expect(prepared.task.env.get('AWS_CONFIG_FILE')).toBe(prepared.task.files[0]?.path)
    expect(prepared.task.env.get('AWS_REGION')).toBe('own')
    expect(lines).toStrictEqual([expect.stringMatching(/^debug: The pipe gets the step's own credentials/)])
  })

  test('gives variables of a narrowed session, and warns who can read them', async () => {
    const { identity, requests } = createRoleIdentity(session)
    const { prepared, lines } = await inject(environment, identity)
    expect(requests).toMatchObject([[{ pipe: 'shop' }, { durationSeconds: 3600 }]])
    expect([...prepared.task.env]).toStrictEqual([
      ['AWS_ACCESS_KEY_ID', 'ASIAPIPE'],
      ['AWS_SECRET_ACCESS_KEY', 'pipe-secret'],
      ['AWS_SESSION_TOKEN', 'pipe-token'],
      ['AWS_REGION', 'own'],
      ['AWS_DEFAULT_REGION', 'us-east-1'],
    ])
    expect(prepared.task.files).toStrictEqual([])
    expect(lines).toStrictEqual([expect.stringMatching(/^warning: .*batch:DescribeJobs/)])
  })

  test('warns about a session that may expire before the job ends', async () => {
    const createSession = (minutes: number) => ({ ...session, expiration: new Date(Date.now() + minutes * 60_000) })
    const early = await inject(environment, createRoleIdentity(createSession(1.5)).identity)
    expect(early.lines[1]).toMatch(/^warning: These credentials expire at .*Z, and the job may take longer/)
    const late = await inject(environment, createRoleIdentity(createSession(3)).identity)
    expect(late.lines).toHaveLength(1)
  })

  test('throws `invalid-input` for variables of credentials that cannot be narrowed', async () => {
    expect(await catchFailure(inject(environment, stepIdentity))).toMatchObject({
      verdict: 'invalid-input',
      evidence: expect.stringMatching(/^job-credentials-seconds: /),
    })
  })
})

describe('renewCredentials', () => {
  const createExpiring = (ms: number) => ({ ...session, expiration: new Date(Date.now() + ms) })
  const renewed: Credentials = { ...session, accessKeyId: 'ASIANEW' }

  test('replaces the file with new credentials before the old ones expire', async () => {
    const refreshed: (readonly ContainerFile[])[] = []
    const { context, lines } = createContext({
      backend: { refresh: async (_, files) => void refreshed.push(files) },
    })
    const source = { identity: { region: 'r', credentials: async () => renewed }, credentials: createExpiring(40) }
    await renewCredentials(context, job, { task, source }, neverAborted)
    expect(refreshed).toHaveLength(1)
    expect(JSON.parse(refreshed[0]?.[0]?.content ?? '')).toMatchObject({ AccessKeyId: 'ASIANEW' })
    expect(lines).toStrictEqual(["Renewed the container's credentials."])
  })

  test('warns when the renewal fails, and ends with the job', async () => {
    const ended = new AbortController()
    const { context, lines } = createContext({
      backend: {
        async refresh() {
          setImmediate(() => ended.abort())
          throw new Error('no engine')
        },
      },
    })
    const source = { identity: { region: 'r', credentials: async () => renewed }, credentials: createExpiring(0) }
    await renewCredentials(context, job, { task, source }, ended.signal)
    expect(lines).toStrictEqual(["warning: The container's credentials were not renewed: no engine"])
  })

  test('does nothing without a source, a backend that can refresh, or an expiration', async () => {
    const identity = { region: 'r', credentials: () => Promise.reject(new Error('called')) }
    const plain = createContext()
    await renewCredentials(
      plain.context,
      job,
      { task, source: { identity, credentials: createExpiring(0) } },
      neverAborted,
    )
    const { context, lines } = createContext({ backend: { refresh: () => Promise.reject(new Error('called')) } })
    await renewCredentials(context, job, { task }, neverAborted)
    await renewCredentials(context, job, { task, source: { identity, credentials: session } }, neverAborted)
    expect([...plain.lines, ...lines]).toStrictEqual([])
  })
})
