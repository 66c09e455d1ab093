import { Failure } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { AwsClient } from './aws-client.ts'
import type { Identity } from './credentials.ts'
import { parseEcrHost } from './ecr-host.ts'
import { toAwsFailure } from './errors.ts'

async function openEcr(identity: Identity, env: Environment, region = identity.region) {
  const sdk = await import('@aws-sdk/client-ecr')
  return { sdk, ecr: new AwsClient((config) => new sdk.ECRClient(config), identity, { env, region }) }
}

/**
 * The reference of a repository in the caller's ECR: its URI with the tag `latest`, which `dsdt` pushes. Never creates
 * the repository. `env` has the proxy variables. Throws Failure `image-not-found`, `access-denied`, `throttled`,
 * `remote-unreachable`.
 */
export async function resolveEcrReference(
  identity: Identity,
  env: Environment,
  repository: string,
  signal: AbortSignal,
): Promise<string> {
  const { sdk, ecr } = await openEcr(identity, env)
  try {
    const command = new sdk.DescribeRepositoriesCommand({ repositoryNames: [repository] })
    const { repositories } = await ecr.call(signal, async (client, options) => await client.send(command, options))
    const uri = repositories?.[0]?.repositoryUri
    if (uri !== undefined) return `${uri}:latest`
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof sdk.RepositoryNotFoundException))
      throw toAwsFailure(error, `look up the repository ${repository}`, 'ecr:DescribeRepositories')
  } finally {
    ecr.destroy()
  }
  throw new Failure(
    'image-not-found',
    `ECR has no repository ${repository} in ${identity.region}.`,
    'Check `pipe-class`, `repository-prefix` and `aws-region`, or push the image with `docker push`.',
  )
}

/**
 * A login for a registry host of ECR, valid for twelve hours; undefined for other hosts. Its password has been passed
 * to `onSecret`. Throws Failure `access-denied`, `throttled`, `remote-unreachable`.
 */
export async function createEcrLogin(
  identity: () => Promise<Identity>,
  env: Environment,
  serveraddress: string,
  onSecret: (value: string) => Promise<void>,
  signal: AbortSignal,
): Promise<{ username: string; password: string; serveraddress: string } | undefined> {
  const region = parseEcrHost(serveraddress)?.region
  if (region === undefined) return undefined
  const { sdk, ecr } = await openEcr(await identity(), env, region)
  try {
    const { authorizationData } = await ecr.call(
      signal,
      async (client, options) => await client.send(new sdk.GetAuthorizationTokenCommand({}), options),
    )
    const token = authorizationData?.[0]?.authorizationToken
    const [, username, password] = /^([^:]+):(.+)$/s.exec(Buffer.from(token ?? '', 'base64').toString()) ?? []
    if (username === undefined || password === undefined) return undefined
    await onSecret(password)
    return { username, password, serveraddress }
  } catch (error) {
    signal.throwIfAborted()
    throw toAwsFailure(error, `log in to ${serveraddress}`, 'ecr:GetAuthorizationToken')
  } finally {
    ecr.destroy()
  }
}
