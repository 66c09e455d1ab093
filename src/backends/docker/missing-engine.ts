import { Failure } from '../../errors.ts'
import type { Environment } from '../../lib/environment.ts'
import { getString } from '../../lib/json.ts'
import { findConfigFolder, readDockerConfig } from './docker-config.ts'
import { toEngineError } from './engine.ts'

/** The codes of an address at which nothing listens. */
const absentCodes: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ECONNREFUSED'])

const withoutEngine = 'or use `backend: AWSBatch`, which needs no engine.'

/**
 * Replaces the advice of a failure that means that there is no engine, where the place of the step shows why and what
 * to do: a machine without Linux, a Docker context, a Kubernetes pod, or a job in a container. Returns other errors
 * unchanged. Never throws.
 */
export async function explainMissingEngine(error: unknown, env: Environment, home: string): Promise<unknown> {
  if (!(error instanceof Failure) || !absentCodes.has(toEngineError(error.cause).code)) return error
  const advice = findPlaceAdvice(env) ?? (await findContextAdvice(env, home)) ?? findContainerAdvice(env)
  return advice === undefined ? error : new Failure(error.verdict, error.message, advice, { cause: error })
}

function findPlaceAdvice(env: Environment): string | undefined {
  const { RUNNER_OS: os, ACTIONS_RUNNER_POD_NAME: pod, KUBERNETES_SERVICE_HOST: kubernetes } = env
  if (os === 'macOS' || os === 'Windows')
    return `This runner has ${os}, and containers of Linux need an engine there. Use a Linux runner (\`runs-on: ubuntu-latest\`), ${withoutEngine}`
  if (pod || kubernetes)
    return `This runner is a Kubernetes pod without an engine. Set \`containerMode: dind\` in its runner scale set, ${withoutEngine}`
  return undefined
}

/** The docker command follows a context, which other clients do not know. */
async function findContextAdvice(env: Environment, home: string): Promise<string | undefined> {
  if (env['DOCKER_HOST']) return undefined
  const current =
    env['DOCKER_CONTEXT'] || getString(await readDockerConfig(findConfigFolder(env, home)), 'currentContext')
  if (!current || current === 'default') return undefined
  return `The docker command uses the context \`${current}\`, and this action only DOCKER_HOST. Set DOCKER_HOST to the address that \`docker context inspect ${current}\` shows.`
}

/** The runner mounts the workspace of a job with `container:` at this path. */
const containerWorkspace = '/__w/'

function findContainerAdvice(env: Environment): string | undefined {
  if (!env['GITHUB_WORKSPACE']?.startsWith(containerWorkspace)) return undefined
  return `This job runs in a container without the engine's socket. Add \`/var/run/docker.sock:/var/run/docker.sock\` to the \`volumes\` of \`container\`, run the step in a job without \`container\`, ${withoutEngine}`
}
