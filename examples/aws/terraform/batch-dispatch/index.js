const { createSign } = require('node:crypto')
const { GetSecretValueCommand, SecretsManagerClient } = require('@aws-sdk/client-secrets-manager')

const { GITHUB_API_URL: api, GITHUB_APP_SECRET_ARN: secretId, GITHUB_REPOSITORIES: names } = process.env
const repositories = names.split(',').map((name) => name.trim())
const secrets = new SecretsManagerClient({})

// https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app
async function createAppToken() {
  const secret = await secrets.send(new GetSecretValueCommand({ SecretId: secretId }))
  const { appId, privateKey } = JSON.parse(secret.SecretString)
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  // A minute before now, because clocks differ.
  const claims = { iss: String(appId), iat: now - 60, exp: now + 300 }
  const content = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`
  return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`
}

async function call(method, path, token, body) {
  const response = await fetch(api + path, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'user-agent': 'batch-dispatch',
      'x-github-api-version': '2022-11-28',
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  // Lambda invokes the function again twice after an error.
  if (!response.ok) throw new Error(`GitHub answered ${method} ${path} with ${response.status}`)
  return response.status === 204 ? undefined : await response.json()
}

exports.handler = async ({ detail, region }) => {
  const { jobId, jobName, jobQueue, status, container } = detail
  const variable = container?.environment?.find(({ name }) => name === 'DISPATCH_WHEN_ENDED')
  if (!repositories.includes(variable?.value)) return 'not dispatched'
  const repository = variable.value
  const appToken = await createAppToken()
  const { id } = await call('GET', `/repos/${repository}/installation`, appToken)
  const { token } = await call('POST', `/app/installations/${id}/access_tokens`, appToken, {
    repositories: [repository.split('/')[1]],
    permissions: { contents: 'write' },
  })
  await call('POST', `/repos/${repository}/dispatches`, token, {
    event_type: 'disdat-job-ended',
    client_payload: { 'job-id': jobId, 'job-name': jobName, 'job-queue': jobQueue, region, status },
  })
  return 'dispatched'
}
