import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { rawOrders } from '../testbed/dsdt.ts'
import { checkFailure, runFailingAction } from '../testbed/failing.ts'
import { type Fault, type S3Request, startFaultyS3 } from '../testbed/faulty-s3.ts'
import { listTraces } from '../testbed/leak-checks.ts'
import { type Keys, startMoto } from '../testbed/moto.ts'
import { startTlsFront } from '../testbed/tls.ts'
import { test as base, type World } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.Sleeps', context: 'shop/local' }
const report = { 'pipe-class': 'pipelines.orders.OrdersReport', 'input-param': 'orders' }
const advice = 'Create it again, or use an older version.'

/** The remote context with damaged bundles. The container's disdat fails on such a context, so no pipe runs in it. */
const broken = 'broken'

/** Returns the folder of a bundle that dsdt created in the world's home. */
const getFolder = (world: World, uuid: string) => join(world.home.path, '.disdat/context/local/objects', uuid)

const formatUri = ({ remote }: World, uuid: string, context = 'shop') => `${remote}/context/${context}/objects/${uuid}`

/** Writes an object into a bundle of a context, by default the damaged one. */
async function putObject(world: World, uuid: string, name: string, body: Uint8Array, context = broken): Promise<void> {
  const url = `${world.account.endpoint}/${formatUri(world, uuid, context).slice('s3://'.length)}/${name}`
  const answer = await fetch(url, { method: 'PUT', body: Uint8Array.from(body) })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
}

/** Copies a bundle of the home to the damaged context without one object, and returns the name of this object. */
async function copyWithout(world: World, uuid: string, lost: RegExp): Promise<string> {
  const names = await readdir(getFolder(world, uuid))
  const left = names.find((name) => lost.test(name)) ?? ''
  for (const name of names.filter((each) => each !== left)) {
    await putObject(world, uuid, name, await readFile(join(getFolder(world, uuid), name)))
  }
  return left
}

const test = base.extend('orders', { scope: 'file' }, ({ world }) =>
  world.home.makeBundle({ name: 'raw_orders', data: rawOrders, push: true }),
)

describe('an unusable remote fails the step when', () => {
  const faults: readonly { what: string; fault: Fault; error: RegExp | string }[] = [
    {
      what: 'S3 does not have the bucket',
      fault: { kind: 'refuse', status: 404, code: 'NoSuchBucket' },
      error: 'The bucket <bucket> does not exist (NoSuchBucket). Check the spelling of `remote`, or create the bucket.',
    },
    {
      what: 'S3 answers with errors',
      fault: { kind: 'refuse', status: 503, code: 'SlowDown' },
      error:
        'S3 failed at <objects>: 503 SlowDown. S3 asks for fewer requests: run the job again later, and start fewer jobs on this remote at a time.',
    },
    {
      what: 'the connection breaks',
      fault: { kind: 'reset' },
      error:
        'No answer from S3 about <objects>: <reset>. Check `remote`, `aws-region` (us-east-1), and AWS_ENDPOINT_URL and proxy variables if you use them.',
    },
    {
      what: 'another server answers',
      fault: { kind: 'answer', body: Buffer.from('<html>Please log in to the guest network') },
      error:
        'The server at <objects> did not answer like S3. Check AWS_ENDPOINT_URL and proxy variables: another server than S3 may answer there.',
    },
    {
      what: 'the bucket is in another region',
      fault: { kind: 'refuse', status: 400, code: 'AuthorizationHeaderMalformed' },
      error:
        "The bucket <bucket> is not in us-east-1 (400 AuthorizationHeaderMalformed). Set `aws-region` to the bucket's region.",
    },
  ]

  test.for(faults)('$what', async ({ fault, error: expected }, { world }) => {
    await using s3 = await startFaultyS3(world.account, () => fault)
    const { error, result } = await runFailingAction(world, pipe, { env: s3.env })
    const [, , bucket = ''] = world.remote.split('/')
    const said = error
      .replace(bucket, '<bucket>')
      .replace(/s3:\/\/<bucket>\/dsdt\/context\/shop\/objects\/\*/, '<objects>')
      .replace(/((?:read|write) (?:ECONNRESET|EPIPE)|socket hang up)/, '<reset>')
    expect(said).toBe(`remote-unreachable: ${expected}`)
    expect(result.durationMs).toBeLessThan(30_000)
  })

  test('an object of the input is archived', async ({ world, orders }) => {
    const { path: home } = await world.createEmptyHome()
    await using s3 = await startFaultyS3(world.account, ({ method, key }) =>
      method === 'GET' && key.endsWith(`${orders}_hframe.pb`)
        ? { kind: 'refuse', status: 403, code: 'InvalidObjectState' }
        : undefined,
    )
    const inputs = { ...report, context: 'shop/local', remote: world.remote, 'input-bundle': orders }
    const { error } = await runFailingAction(world, inputs, { home, env: s3.env })
    expect(error).toMatch(
      /^object-archived: s3:\S+_hframe\.pb is archived and cannot be read until it is restored: 403 Inv/,
    )
    expect(error).toContain('aws s3api restore-object')
  })

  test('the runner does not trust the certificate of the server', async ({ world }) => {
    await using tls = await startTlsFront(world.account.endpoint)
    const { error } = await runFailingAction(world, pipe, { env: { AWS_ENDPOINT_URL: tls.url } })
    expect(error).toMatch(
      /^remote-unreachable: No TLS connection to S3 for \S+: its certificate is self-signed \(DEPTH_/,
    )
    expect(error).toContain('NODE_EXTRA_CA_CERTS')
  })

  test('nothing listens at the endpoint', async ({ world }) => {
    const { error, result } = await runFailingAction(world, pipe, { env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' } })
    expect(error).toBe(
      `remote-unreachable: No answer from S3 about ${world.remote}/context/shop/objects/*: connect ECONNREFUSED 127.0.0.1:1. Check \`remote\`, \`aws-region\` (us-east-1), and AWS_ENDPOINT_URL and proxy variables if you use them.`,
    )
    expect(result.durationMs).toBeLessThan(30_000)
  })

  test('the S3 of the test-bed does not have the bucket', async ({ world }) => {
    const { path: home } = await world.createEmptyHome()
    const { error } = await runFailingAction(world, { ...pipe, remote: 's3://mistyped-bucket/dsdt' }, { home })
    expect(error).toBe(
      'remote-unreachable: The bucket mistyped-bucket does not exist (NoSuchBucket). Check the spelling of `remote`, or create the bucket.',
    )
  })
})

test('a step that ends before its update of the index waits for it', async ({ world, orders }) => {
  const context = 'indexed'
  for (const name of await readdir(getFolder(world, orders)))
    await putObject(world, orders, name, await readFile(join(getFolder(world, orders), name)), context)
  const { path: home } = await world.createEmptyHome()
  const reported = Promise.withResolvers<void>()
  // Without the wait, the step ends within some milliseconds of its report.
  const late = reported.promise.then(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
  await using s3 = await startFaultyS3(world.account, ({ method, key }) =>
    method === 'PUT' && key.includes('/run-action/') ? { kind: 'hold', until: late } : undefined,
  )
  const inputs = { ...report, remote: world.remote, context, 'input-bundle': 'raw_orders', 'dry-run': 'true' }
  const onLine = (line: string) => {
    if (line.startsWith('Dry run: ')) reported.resolve()
  }
  const { outputs } = await world.runAction(inputs, { home, env: s3.env, onLine })
  expect(outputs).toMatchObject({ status: 'skipped' })
  expect(await world.listKeys(`dsdt/context/${context}/run-action/index`)).not.toEqual([])
})

test('a step does not find a bundle that another step is pushing, until it is whole', async ({ world }) => {
  const uuid = await world.home.makeBundle({ name: 'pushed', data: rawOrders })
  const pushing = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  await using s3 = await startFaultyS3(world.account, ({ method, key }) => {
    if (method !== 'PUT' || !key.endsWith(`${uuid}_hframe.pb`)) return undefined
    pushing.resolve()
    return { kind: 'hold', until: released.promise }
  })
  // Both fail after the search and the push, when the container is to be created.
  const inputs = { ...report, context: 'shop/local', 'input-bundle': uuid, network: 'no-such-network' }
  const pusher = world.runAction(inputs, { env: s3.env })
  await pushing.promise
  const { path: home } = await world.createEmptyHome()
  const find = async () =>
    (await world.runAction({ ...inputs, remote: world.remote }, { home })).annotations[0]?.message
  expect(await find()).toMatch(/^input-not-found: No bundle /)
  released.resolve()
  expect((await pusher).annotations[0]?.message).toContain('no network no-such-network')
  expect(await find()).toContain('no network no-such-network')
})

describe('a remote that denies access fails the step', () => {
  const grant =
    'Give the role in use s3:ListBucket on private-data, and s3:GetObject, s3:PutObject and s3:PutObjectAcl below the remote.'

  test('without credentials', async ({ world }) => {
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }
    const { error } = await runFailingAction(world, pipe, { env })
    expect(error).toBe(
      'access-denied: No AWS credentials could be found. Set `role-to-assume` and give the job `permissions: id-token: write`. Or run aws-actions/configure-aws-credentials before this step, or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and (for temporary credentials) AWS_SESSION_TOKEN.',
    )
  })

  test('with credentials that lack a permission', async ({ world }) => {
    // This account is separate: moto checks policies for a whole account or not at all.
    await using moto = await startMoto()
    await moto.createBucket('private-data')
    const writer = await moto.createUser('writer', ['s3:PutObject'])
    const lister = await moto.createUser('lister', ['s3:ListBucket'])
    await moto.enforceIam()
    const { path: home } = await world.createEmptyHome()
    const runAs = async ({ accessKeyId, secretAccessKey }: Keys, inputs: Readonly<Record<string, string>> = {}) => {
      const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
      const remote = 's3://private-data/dsdt'
      return (await runFailingAction(world, { ...pipe, remote, ...inputs }, { home, env: { ...moto.env, ...keys } }))
        .error
    }
    const objects = 's3://private-data/dsdt/context/shop/objects'
    expect(await runAs(writer)).toBe(`access-denied: S3 refused ${objects}/*: 403 AccessDenied. ${grant}`)
    const uuid = '0dbdc1a7-8a9c-4d5e-9d52-0f2d9f5c6a11'
    expect(await runAs(lister, { 'input-bundle': uuid, 'input-param': 'orders' })).toBe(
      `access-denied: S3 refused ${objects}/${uuid}/${uuid}_hframe.pb: 403 AccessDenied. ${grant}`,
    )
    expect(await runAs({ ...lister, secretAccessKey: 'mistyped-secret-access-key' })).toBe(
      `access-denied: S3 refused ${objects}/*: 403 SignatureDoesNotMatch. The secret key does not belong to the access key, or a proxy changes requests: check AWS_SECRET_ACCESS_KEY.`,
    )
    expect(await runAs({ ...lister, accessKeyId: 'AKIAMISTYPEDKEY00000' })).toBe(
      `access-denied: S3 refused ${objects}/*: 403 InvalidAccessKeyId. S3 does not know this access key: check the secrets that AWS_ACCESS_KEY_ID comes from, and AWS_ENDPOINT_URL.`,
    )
    expect(moto.log()).not.toMatch(/"(PUT|POST|DELETE) \/private-data\/./)
  })
})

describe('an incomplete input bundle of the remote', () => {
  const uuids = { garbage: crypto.randomUUID(), empty: crypto.randomUUID(), truncated: crypto.randomUUID() }

  test.for([
    { what: 'garbage', reason: 'not a HyperFrame: cant skip wire type 4' },
    { what: 'empty', reason: 'a HyperFrame without its hash: it is empty or truncated' },
    { what: 'truncated', reason: 'not a HyperFrame: premature EOF' },
  ] as const)('fails the step when its HyperFrame is $what', async ({ what, reason }, { world, orders }) => {
    const uuid = uuids[what]
    const real = await readFile(join(getFolder(world, orders), `${orders}_hframe.pb`))
    const bytes = {
      garbage: Buffer.from('this is not a HyperFrame'),
      empty: Buffer.of(),
      truncated: real.subarray(0, 300),
    }
    await putObject(world, uuid, `${uuid}_hframe.pb`, bytes[what])

    const { path: home } = await world.createEmptyHome()
    const inputs = { ...report, remote: world.remote, context: broken, 'input-bundle': uuid }
    const { error } = await runFailingAction(world, inputs, { home })
    expect(error).toBe(
      `bundle-corrupt: The bundle ${formatUri(world, uuid, broken)} cannot be used: ${reason}. ${advice}`,
    )
  })

  test('is skipped in a search by name when it is unreadable, with a warning', async ({ world, orders }) => {
    await copyWithout(world, orders, /^$/)
    const { path: home } = await world.createEmptyHome()
    const inputs = { ...report, remote: world.remote, context: broken, 'input-bundle': 'raw_orders' }
    // The second search uses the index of the remote; the bundles are still unreadable.
    for (const _ of ['first', 'second']) {
      const { warnings, result } = await runFailingAction(world, { ...inputs, network: 'no-such-network' }, { home })
      expect(result.outputs).toMatchObject({ verdict: 'invalid-input', 'input-bundle-uuid': orders })
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toMatch(/^Skipped unreadable bundles: /)
      for (const uuid of Object.values(uuids)) expect(warnings[0]).toContain(`${uuid} (`)
    }
  })

  const files = { kind: 'files', files: { 'a.csv': 'a\n1\n', 'b.csv': 'b\n2\n' } } as const

  test.for([
    { what: 'a frame', data: rawOrders, lost: /_frame\.pb$/ },
    { what: 'a file', data: files, lost: /^b\.csv$/ },
  ])('fails the step when $what is missing', async ({ what, data, lost }, { world }) => {
    const name = `without ${what}`
    const uuid = await world.home.makeBundle({ name, data })
    const object = await copyWithout(world, uuid, lost)

    const { path: home } = await world.createEmptyHome()
    for (const query of [uuid, name]) {
      const inputs = { ...report, remote: world.remote, context: broken, 'input-bundle': query }
      const { error } = await runFailingAction(world, inputs, { home })
      expect(error).toBe(
        `bundle-corrupt: The bundle ${formatUri(world, uuid, broken)} cannot be used: it refers to objects that do not exist: ${object}. ${advice}`,
      )
    }
  })
})

describe('an incomplete output fails the step when', () => {
  /** Runs a pipe on an S3 with a fault, and checks that no part of its output reaches the home. */
  async function runWithFault(
    world: World,
    inputs: Readonly<Record<string, string>>,
    selectFault: (request: S3Request) => Fault | undefined,
  ) {
    await using s3 = await startFaultyS3(world.account, selectFault)
    const before = await listTraces(world, world.home.path)
    const result = await world.runAction(inputs, { env: s3.env })
    expect((await listTraces(world, world.home.path)).local).toEqual(before.local)
    const { error } = checkFailure(result)
    const uuid = result.outputs['output-bundle-uuid'] ?? ''
    expect(result.outputs).toMatchObject({ 'exit-code': '0', 'output-bundle-uri': formatUri(world, uuid) })
    expect(result.outputs['output-path']).toBeUndefined()
    return error.replaceAll(formatUri(world, uuid), '<output>').replace(/[0-9a-f-]{36}_frame/, '<frame>_frame')
  }

  test('a frame is missing', async ({ world }) => {
    const error = await runWithFault(world, { ...pipe, params: 'seconds: 0.25' }, ({ method, key, fromAction }) =>
      !fromAction && method === 'PUT' && key.endsWith('_frame.pb') ? { kind: 'swallow' } : undefined,
    )
    expect(error).toBe(
      `bundle-corrupt: The bundle <output> cannot be used: it refers to objects that do not exist: <frame>_frame.pb. ${advice}`,
    )
  })

  test('a file is missing', async ({ world, orders }) => {
    const error = await runWithFault(world, { ...report, 'input-bundle': orders }, ({ method, key, fromAction }) =>
      !fromAction && method === 'PUT' && key.endsWith('/report.md') ? { kind: 'swallow' } : undefined,
    )
    expect(error).toBe(
      `bundle-corrupt: The bundle <output> cannot be used: it refers to objects that do not exist: report.md. ${advice}`,
    )
  })

  test('its HyperFrame is truncated', async ({ world }) => {
    const error = await runWithFault(world, { ...pipe, params: 'seconds: 0.375' }, ({ method, key, fromAction }) =>
      fromAction && method === 'GET' && key.endsWith('_hframe.pb')
        ? { kind: 'answer', body: Buffer.from([0x0a, 0x40, 0x61]) }
        : undefined,
    )
    expect(error).toBe(`bundle-corrupt: The bundle <output> cannot be used: not a HyperFrame: premature EOF. ${advice}`)
  })
})
