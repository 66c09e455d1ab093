import { Failure } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { getString } from '../lib/json.ts'
import { requireList } from '../lib/shape.ts'
import { AwsClient } from './aws-client.ts'
import type { Identity } from './credentials.ts'
import { type EcrRegistryHost, parseEcrHost } from './ecr-host.ts'
import { toAwsFailure } from './errors.ts'

/** A client of ECR, for the registry of a host or else of the identity's region. The caller destroys it. */
export async function openEcr(identity: Identity, env: Environment, host?: EcrRegistryHost) {
  const sdk = await import('@aws-sdk/client-ecr')
  // The SDK refuses both at once. With an endpoint of its own, a network decides where requests go.
  const hasOwnEndpoint = Boolean(env['AWS_ENDPOINT_URL_ECR'] || env['AWS_ENDPOINT_URL'])
  const useFipsEndpoint = host?.isFips === true && !hasOwnEndpoint
  const options = { env, region: host?.region, useFipsEndpoint }
  return { sdk, ecr: new AwsClient((config) => new sdk.ECRClient(config), identity, options) }
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
    return await ecr.call(signal, async (client, options) => {
      const [found] = requireList(await client.send(command, options), 'repositories')
      const uri = getString(found, 'repositoryUri')
      if (uri === undefined) throw new Error('the response names no repository')
      return `${uri}:latest`
    })
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof sdk.RepositoryNotFoundException))
      throw toAwsFailure(error, `look up the repository ${repository}`, 'ecr:DescribeRepositories')
    throw new Failure(
      'image-not-found',
      `ECR has no repository ${repository} in ${identity.region}.`,
      'Check `pipe-class`, `repository-prefix` and `aws-region`, or push the image with `docker push`.',
    )
  } finally {
    ecr.destroy()
  }
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
  const host = parseEcrHost(serveraddress)
  if (host === undefined) return undefined
  const { sdk, ecr } = await openEcr(await identity(), env, host)
  try {
    const login = await ecr.call(signal, async (client, options) =>
      parseLogin(await client.send(new sdk.GetAuthorizationTokenCommand({}), options)),
    )
    await onSecret(login.password)
    return { ...login, serveraddress }
  } catch (error) {
    signal.throwIfAborted()
    throw toAwsFailure(error, `log in to ${serveraddress}`, 'ecr:GetAuthorizationToken')
  } finally {
    ecr.destroy()
  }
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_AuthorizationData.html */
function parseLogin(response: unknown): { readonly username: string; readonly password: string } {
  const [data] = requireList(response, 'authorizationData')
  const text = Buffer.from(getString(data, 'authorizationToken') ?? '', 'base64').toString()
  const [, username, password] = /^([^:]+):(.+)$/s.exec(text) ?? []
  if (username === undefined || password === undefined) throw new Error('the response has no login')
  return { username, password }
}
