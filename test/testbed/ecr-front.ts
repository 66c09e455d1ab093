/**
 * The read API of ECR in front of a registry of the test-bed, with real manifests and configurations. It creates nothing, and
 * records every call.
 */
import http from 'node:http'
import { json } from 'node:stream/consumers'

export interface EcrFront extends AsyncDisposable {
  readonly endpoint: string
  /** The names of the requested operations. */
  readonly calls: readonly string[]
}

const mediaTypes = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
]

/** Starts the API for the registry at `host`, whose repositories belong to account 123456789012. */
export async function startEcrFront(host: string): Promise<EcrFront> {
  const calls: string[] = []
  const server = http.createServer((request, response) => {
    void answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : new Error(String(error))),
    )
  })
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://ecr')
    if (url.pathname.startsWith('/layers/')) {
      const blob = await fetch(`http://${host}/v2/${decodeURIComponent(url.pathname.slice('/layers/'.length))}`)
      response.writeHead(blob.status).end(Buffer.from(await blob.arrayBuffer()))
      return
    }
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
    calls.push(operation)
    const body: Record<string, unknown> = Object.fromEntries(Object.entries(Object(await json(request))))
    const repository = String(body['repositoryName'])
    if (operation === 'BatchGetImage') await getImage(repository, body, response)
    else if (operation === 'GetDownloadUrlForLayer') {
      const name = encodeURIComponent(`${repository}/blobs/${body['layerDigest']}`)
      reply(response, 200, {
        downloadUrl: `http://${request.headers.host}/layers/${name}`,
        layerDigest: body['layerDigest'],
      })
    } else reply(response, 400, { __type: 'AccessDeniedException', message: `not allowed: ${operation}` })
  }
  const getImage = async (repository: string, body: Record<string, unknown>, response: http.ServerResponse) => {
    const ids: unknown = body['imageIds']
    const { imageTag, imageDigest }: Record<string, unknown> = Object(Array.isArray(ids) ? ids[0] : {})
    const tags = await fetch(`http://${host}/v2/${repository}/tags/list`)
    if (!tags.ok)
      return reply(response, 400, {
        __type: 'RepositoryNotFoundException',
        message: `The repository with name '${repository}' does not exist`,
      })
    const found = await fetch(`http://${host}/v2/${repository}/manifests/${imageDigest ?? imageTag}`, {
      headers: { accept: mediaTypes.join(',') },
    })
    if (!found.ok)
      return reply(response, 200, {
        images: [],
        failures: [{ failureCode: 'ImageNotFound', failureReason: 'Requested image not found' }],
      })
    const digest = found.headers.get('docker-content-digest')
    reply(response, 200, {
      images: [{ repositoryName: repository, imageId: { imageDigest: digest }, imageManifest: await found.text() }],
      failures: [],
    })
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function reply(response: http.ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
}
