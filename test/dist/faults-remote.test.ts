import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { rawOrders } from '../testbed/dsdt.ts'
import { failed, failing } from '../testbed/failing.ts'
import { type Fault, type S3Request, startFaultyS3 } from '../testbed/faulty-s3.ts'
import { tracesIn } from '../testbed/leak-checks.ts'
import { type Keys, startMoto } from '../testbed/moto.ts'
import { test as base, type World } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.Sleeps', context: 'shop/local' }
const report = { 'pipe-class': 'pipelines.orders.OrdersReport', 'input-param': 'orders' }
const remake = 'Make it again, or take an older version of it.'

/** The context of the remote in which nothing is as it should be. The container's own disdat dies of such a one, so no pipe runs in it. */
const broken = 'broken'

/** The folder of a bundle that dsdt made in the world's home. */
const folderOf = (world: World, uuid: string) => join(world.home.path, '.disdat/context/local/objects', uuid)

const uriOf = ({ remote }: World, uuid: string, context = 'shop') => `${remote}/context/${context}/objects/${uuid}`

/** Puts an object into a bundle of the broken context. */
async function put(world: World, uuid: string, name: string, body: Uint8Array): Promise<void> {
  const url = `${world.account.endpoint}/${uriOf(world, uuid, broken).slice('s3://'.length)}/${name}`
  const answer = await fetch(url, { method: 'PUT', body: Uint8Array.from(body) })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
}

/** Copies a bundle of the home to the broken context, but for one object, and resolves with the name of that. */
async function putWithout(world: World, uuid: string, lost: RegExp): Promise<string> {
  const names = await readdir(folderOf(world, uuid))
  const left = names.find((name) => lost.test(name)) ?? ''
  for (const name of names.filter((each) => each !== left)) {
    await put(world, uuid, name, await readFile(join(folderOf(world, uuid), name)))
  }
  return left
}

const test = base.extend('orders', { scope: 'file' }, ({ world }) =>
  world.home.makeBundle({ name: 'raw_orders', data: rawOrders, push: true }),
)

describe('a remote that cannot be used', () => {
  const faults: readonly { what: string; fault: Fault; error: RegExp | string }[] = [
    {
      what: 'S3 has no such bucket',
      fault: { kind: 'refuse', status: 404, code: 'NoSuchBucket' },
      error: 'The bucket <bucket> does not exist (NoSuchBucket). Check the spelling of `remote`, or create the bucket.',
    },
    {
      what: 'S3 is in trouble',
      fault: { kind: 'refuse', status: 503, code: 'SlowDown' },
      error:
        'S3 failed at <objects>: 503 SlowDown. S3 itself is in trouble or asks for patience: run the job again later.',
    },
    {
      what: 'the connection breaks',
      fault: { kind: 'reset' },
      error:
        'No answer from S3 about <objects>: <reset>. Check `remote`, `aws-region` (us-east-1), and AWS_ENDPOINT_URL and proxy variables if you use them.',
    },
    {
      what: 'something else answers',
      fault: { kind: 'answer', body: Buffer.from('<html>Please log in to the guest network') },
      error:
        'What answers about <objects> is no S3. Check AWS_ENDPOINT_URL and proxy variables: something else than S3 may answer there.',
    },
    {
      what: 'it is in another region',
      fault: { kind: 'refuse', status: 400, code: 'AuthorizationHeaderMalformed' },
      error:
        "The bucket <bucket> is not in us-east-1 (400 AuthorizationHeaderMalformed). Set `aws-region` to the bucket's region.",
    },
  ]

  test.for(faults)('$what', async ({ fault, error: expected }, { world }) => {
    await using s3 = await startFaultyS3(world.account, () => fault)
    const { error, result } = await failing(world, pipe, { env: s3.env })
    const [, , bucket = ''] = world.remote.split('/')
    const said = error
      .replace(bucket, '<bucket>')
      .replace(/s3:\/\/<bucket>\/dsdt\/context\/shop\/objects\/\*/, '<objects>')
      .replace(/((?:read|write) (?:ECONNRESET|EPIPE)|socket hang up)/, '<reset>')
    expect(said).toBe(`remote-unreachable: ${expected}`)
    expect(result.durationMs).toBeLessThan(30_000)
  })

  test('nobody answers', async ({ world }) => {
    const { error, result } = await failing(world, pipe, { env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' } })
    expect(error).toBe(
      `remote-unreachable: No answer from S3 about ${world.remote}/context/shop/objects/*: connect ECONNREFUSED 127.0.0.1:1. Check \`remote\`, \`aws-region\` (us-east-1), and AWS_ENDPOINT_URL and proxy variables if you use them.`,
    )
    expect(result.durationMs).toBeLessThan(30_000)
  })

  test('there is no such bucket, says the real thing', async ({ world }) => {
    const { path: home } = await world.freshHome()
    const { error } = await failing(world, { ...pipe, remote: 's3://mistyped-bucket/dsdt' }, { home })
    expect(error).toBe(
      'remote-unreachable: The bucket mistyped-bucket does not exist (NoSuchBucket). Check the spelling of `remote`, or create the bucket.',
    )
  })
})

describe('a remote that refuses us', () => {
  const grant =
    'Give the role in use s3:ListBucket on private-data, and s3:GetObject, s3:PutObject and s3:PutObjectAcl below the remote.'

  test('no credentials at all', async ({ world }) => {
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }
    const { error } = await failing(world, pipe, { env })
    expect(error).toBe(
      'access-denied: No AWS credentials could be found. Run aws-actions/configure-aws-credentials before this step, or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and (for temporary ones) AWS_SESSION_TOKEN.',
    )
  })

  test('an account that checks who asks for what', async ({ world }) => {
    // An account of its own: whether policies are checked, all of an account share.
    await using moto = await startMoto()
    await moto.createBucket('private-data')
    const writer = await moto.createUser('writer', ['s3:PutObject'])
    const lister = await moto.createUser('lister', ['s3:ListBucket'])
    await moto.enforceIam()
    const { path: home } = await world.freshHome()
    const errorFor = async ({ accessKeyId, secretAccessKey }: Keys, inputs: Readonly<Record<string, string>> = {}) => {
      const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
      const remote = 's3://private-data/dsdt'
      return (await failing(world, { ...pipe, remote, ...inputs }, { home, env: { ...moto.env, ...keys } })).error
    }
    const objects = 's3://private-data/dsdt/context/shop/objects'
    expect(await errorFor(writer)).toBe(`access-denied: S3 refused ${objects}/*: 403 AccessDenied. ${grant}`)
    const uuid = '0dbdc1a7-8a9c-4d5e-9d52-0f2d9f5c6a11'
    expect(await errorFor(lister, { 'input-bundle': uuid, 'input-param': 'orders' })).toBe(
      `access-denied: S3 refused ${objects}/${uuid}/${uuid}_hframe.pb: 403 AccessDenied. ${grant}`,
    )
    expect(await errorFor({ ...lister, secretAccessKey: 'mistyped-secret-access-key' })).toBe(
      `access-denied: S3 refused ${objects}/*: 403 SignatureDoesNotMatch. The secret key is not that of the access key: check AWS_SECRET_ACCESS_KEY.`,
    )
    expect(await errorFor({ ...lister, accessKeyId: 'AKIAMISTYPEDKEY00000' })).toBe(
      `access-denied: S3 refused ${objects}/*: 403 InvalidAccessKeyId. AWS does not know this access key: check the secrets that AWS_ACCESS_KEY_ID comes from.`,
    )
    expect(moto.log()).not.toMatch(/"(PUT|POST|DELETE) \/private-data\/./)
  })
})

describe('an input bundle of the remote that is not whole', () => {
  const uuids = { garbage: crypto.randomUUID(), empty: crypto.randomUUID(), truncated: crypto.randomUUID() }

  test.for([
    { what: 'garbage', reason: 'not a HyperFrame: cant skip wire type 4' },
    { what: 'empty', reason: 'a HyperFrame without its hash: it is empty or truncated' },
    { what: 'truncated', reason: 'not a HyperFrame: premature EOF' },
  ] as const)('its HyperFrame is $what', async ({ what, reason }, { world, orders }) => {
    const uuid = uuids[what]
    const real = await readFile(join(folderOf(world, orders), `${orders}_hframe.pb`))
    const bytes = {
      garbage: Buffer.from('this is no HyperFrame'),
      empty: Buffer.of(),
      truncated: real.subarray(0, 300),
    }
    await put(world, uuid, `${uuid}_hframe.pb`, bytes[what])

    const { path: home } = await world.freshHome()
    const inputs = { ...report, remote: world.remote, context: broken, 'input-bundle': uuid }
    const { error } = await failing(world, inputs, { home })
    expect(error).toBe(`bundle-corrupt: The bundle ${uriOf(world, uuid, broken)} cannot be used: ${reason}. ${remake}`)
  })

  test('those that cannot be read are passed over where a name is looked for, and named', async ({ world, orders }) => {
    await putWithout(world, orders, /^$/)
    const { path: home } = await world.freshHome()
    const inputs = { ...report, remote: world.remote, context: broken, 'input-bundle': 'raw_orders' }
    // The second time an index of the remote is there, and they are as unreadable as before.
    for (const _ of ['first', 'second']) {
      const { warnings, result } = await failing(world, { ...inputs, network: 'no-such-network' }, { home })
      expect(result.outputs).toMatchObject({ verdict: 'invalid-input', 'input-bundle-uuid': orders })
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toMatch(/^Passed over what cannot be read: /)
      for (const uuid of Object.values(uuids)) expect(warnings[0]).toContain(`${uuid} (`)
    }
  })

  const files = { kind: 'files', files: { 'a.csv': 'a\n1\n', 'b.csv': 'b\n2\n' } } as const

  test.for([
    { what: 'a frame', data: rawOrders, lost: /_frame\.pb$/ },
    { what: 'a file', data: files, lost: /^b\.csv$/ },
  ])('it names $what that is not there', async ({ what, data, lost }, { world }) => {
    const name = `without ${what}`
    const uuid = await world.home.makeBundle({ name, data })
    const object = await putWithout(world, uuid, lost)

    const { path: home } = await world.freshHome()
    for (const asked of [uuid, name]) {
      const inputs = { ...report, remote: world.remote, context: broken, 'input-bundle': asked }
      const { error } = await failing(world, inputs, { home })
      expect(error).toBe(
        `bundle-corrupt: The bundle ${uriOf(world, uuid, broken)} cannot be used: it names what is not there: ${object}. ${remake}`,
      )
    }
  })
})

describe('an output that the container did not bring whole', () => {
  /** Runs a pipe whose own store, or ours, has a fault; nothing of its output may reach the home. */
  async function errorOf(
    world: World,
    inputs: Readonly<Record<string, string>>,
    faultOf: (request: S3Request) => Fault | undefined,
  ) {
    await using s3 = await startFaultyS3(world.account, faultOf)
    const before = await tracesIn(world, world.home.path)
    const result = await world.act(inputs, { env: s3.env })
    expect((await tracesIn(world, world.home.path)).local).toEqual(before.local)
    const { error } = failed(result)
    const uuid = result.outputs['output-bundle-uuid'] ?? ''
    expect(result.outputs).toMatchObject({ 'exit-code': '0', 'output-bundle-uri': uriOf(world, uuid) })
    expect(result.outputs['output-path']).toBeUndefined()
    return error.replaceAll(uriOf(world, uuid), '<output>').replace(/[0-9a-f-]{36}_frame/, '<frame>_frame')
  }

  test('a frame did not arrive', async ({ world }) => {
    const error = await errorOf(world, { ...pipe, params: 'seconds: 0.25' }, ({ method, key, fromAction }) =>
      !fromAction && method === 'PUT' && key.endsWith('_frame.pb') ? { kind: 'swallow' } : undefined,
    )
    expect(error).toBe(
      `bundle-corrupt: The bundle <output> cannot be used: it names what is not there: <frame>_frame.pb. ${remake}`,
    )
  })

  test('a file did not arrive', async ({ world, orders }) => {
    const error = await errorOf(world, { ...report, 'input-bundle': orders }, ({ method, key, fromAction }) =>
      !fromAction && method === 'PUT' && key.endsWith('/report.md') ? { kind: 'swallow' } : undefined,
    )
    expect(error).toBe(
      `bundle-corrupt: The bundle <output> cannot be used: it names what is not there: report.md. ${remake}`,
    )
  })

  test('its HyperFrame is cut short', async ({ world }) => {
    const error = await errorOf(world, { ...pipe, params: 'seconds: 0.375' }, ({ method, key, fromAction }) =>
      fromAction && method === 'GET' && key.endsWith('_hframe.pb')
        ? { kind: 'answer', body: Buffer.from([0x0a, 0x40, 0x61]) }
        : undefined,
    )
    expect(error).toBe(`bundle-corrupt: The bundle <output> cannot be used: not a HyperFrame: premature EOF. ${remake}`)
  })
})
