import { describe, expect, test } from 'vitest'
import { createInputReader } from '../../../src/action/input-reader.ts'
import { readWorkflowRun } from '../../../src/action/workflow-run.ts'
import { DockerBackend } from '../../../src/backends/docker/docker-backend.ts'
import { dockerBackendType } from '../../../src/backends/docker/docker-type.ts'
import { findInvalidInputs, planRun, runEnv } from '../../plan/fixtures.ts'

const orphan = { backend: 'Local', runId: 'run-1', outputUuid: 'u', fields: {} }
const services = {
  env: {},
  runId: 'no-such-run',
  identity: async () => {
    throw new Error('a container needs no identity to be removed')
  },
  origin: async () => readWorkflowRun({}, undefined),
}

describe('dockerBackendType', () => {
  test('plans a container that ends with the step and gets its credentials as files', () => {
    expect(planRun(runEnv).backend).toMatchObject({
      kind: 'Local',
      can: { unit: 'container', outlivesStep: false, usesRunnerNetwork: true },
      credentials: { kind: 'files' },
      detachesOnCancel: false,
    })
  })

  test('opens the engine of the runner', () => {
    const { backend } = planRun(runEnv)
    const { env, identity } = services
    const origin = readWorkflowRun({}, undefined)
    const opened = backend.open({
      env,
      identity,
      origin,
      home: '/',
      onWait: () => undefined,
      onSecret: async () => undefined,
      timeoutMs: 1,
    })
    expect(opened).toBeInstanceOf(DockerBackend)
  })

  test('cannot attach to jobs', () => {
    expect(dockerBackendType.readInputs(createInputReader({}, [])).planAttach()).toBeUndefined()
    const attach = { INPUT_BACKEND: 'Local', 'INPUT_ATTACH-JOB-IDS': '00000000-0000-4000-8000-000000000001' }
    expect(findInvalidInputs(attach)).toStrictEqual(['backend'])
  })

  test('reports nothing when post finds no container of the run', async () => {
    expect(await dockerBackendType.endOrphan(orphan, services)).toBeUndefined()
  })
})
