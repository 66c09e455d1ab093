import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { explainMissingEngine } from '../../../src/backends/docker/missing-engine.ts'
import { Failure } from '../../../src/errors.ts'

const evidence = 'The Docker engine does not respond: connect ENOENT /var/run/docker.sock.'

function createAbsence(code = 'ENOENT'): Failure {
  const cause = Object.assign(new Error('connect ENOENT /var/run/docker.sock'), { code })
  return new Failure('docker-unavailable', evidence, 'Start the Docker engine, or set DOCKER_HOST.', { cause })
}

const withoutEngine = 'or use `backend: AWSBatch`, which needs no engine.'

describe('explainMissingEngine advises', () => {
  test.each([
    [
      'on macOS',
      { RUNNER_OS: 'macOS' },
      `This runner has macOS, and containers of Linux need an engine there. Use a Linux runner (\`runs-on: ubuntu-latest\`), ${withoutEngine}`,
    ],
    [
      'on Windows',
      { RUNNER_OS: 'Windows' },
      `This runner has Windows, and containers of Linux need an engine there. Use a Linux runner (\`runs-on: ubuntu-latest\`), ${withoutEngine}`,
    ],
    [
      'in a Kubernetes pod',
      { RUNNER_OS: 'Linux', ACTIONS_RUNNER_POD_NAME: 'runner-7', GITHUB_WORKSPACE: '/__w/orders/orders' },
      `This runner is a Kubernetes pod without an engine. Set \`containerMode: dind\` in its runner scale set, ${withoutEngine}`,
    ],
    [
      'under a Docker context',
      { RUNNER_OS: 'Linux', DOCKER_CONTEXT: 'rootless' },
      'The docker command uses the context `rootless`, and this action only DOCKER_HOST. Set DOCKER_HOST to the address that `docker context inspect rootless` shows.',
    ],
    [
      'in a job with `container:`',
      { RUNNER_OS: 'Linux', GITHUB_WORKSPACE: '/__w/orders/orders' },
      `This job runs in a container without the engine's socket. Add \`/var/run/docker.sock:/var/run/docker.sock\` to the \`volumes\` of \`container\`, run the step in a job without \`container\`, ${withoutEngine}`,
    ],
  ])('%s', async (_, env, advice) => {
    expect(await explainMissingEngine(createAbsence(), env, '/nowhere')).toMatchObject({
      verdict: 'docker-unavailable',
      message: evidence,
      advice,
    })
  })

  test('under a Docker context that the configuration of the docker command selects', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'docker-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'config.json'), '{"currentContext":"colima"}')
    expect(await explainMissingEngine(createAbsence(), { DOCKER_CONFIG: folder }, '/nowhere')).toMatchObject({
      advice: expect.stringContaining('`docker context inspect colima`'),
    })
    const withHost = { DOCKER_CONFIG: folder, DOCKER_HOST: 'tcp://127.0.0.1:1' }
    const failure = createAbsence()
    expect(await explainMissingEngine(failure, withHost, '/nowhere')).toBe(failure)
  })
})

test('explainMissingEngine returns other errors unchanged', async () => {
  const errors = [createAbsence('EACCES'), new Failure('image-not-found', 'x', 'y'), new Error('z')]
  for (const error of errors) expect(await explainMissingEngine(error, { RUNNER_OS: 'macOS' }, '/nowhere')).toBe(error)
})
