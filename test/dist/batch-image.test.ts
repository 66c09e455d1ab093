import { describe, expect } from 'vitest'
import { listJobs, setUpBatch } from '../testbed/batch.ts'
import { test as base } from '../testbed/batch-world.ts'
import { startEcrFront } from '../testbed/ecr-front.ts'
import { runFailingAction } from '../testbed/failing.ts'
import { configuration, makeEmptyImage } from '../testbed/images.ts'
import { createAdministrator } from '../testbed/moto.ts'
import { startRegistry } from '../testbed/registry.ts'

const repository = '123456789012.dkr.ecr.us-east-1.amazonaws.com/acme/orders'
const pipe = { 'pipe-class': 'pipelines.faults.Prints', params: 'lines: 3', 'dry-run': 'true' }

const test = base.extend('ecr', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
  const own = new AsyncDisposableStack()
  onCleanup(() => own.disposeAsync())
  const registry = own.use(await startRegistry({ isPrivate: false }))
  const front = own.use(await startEcrFront(registry.host))
  const amd = own.use(await makeEmptyImage({ ...configuration.luigi, Env: ['GIT_DIRTY='] }, 'amd64'))
  const arm = own.use(await makeEmptyImage(configuration.luigi, 'arm64'))
  const classic = own.use(await makeEmptyImage(configuration.classic, 'amd64'))
  const plain = own.use(await makeEmptyImage({ Cmd: ['sh'] }, 'amd64'))
  const push = (image: string, tag: string) => registry.push(image, `acme/orders:${tag}`)
  const digests = {
    latest: await push(amd.name, 'latest'),
    arm: await push(arm.name, 'arm'),
    classic: await push(classic.name, 'classic'),
    plain: await push(plain.name, 'plain'),
  }
  const both = await registry.putIndex('acme/orders', 'both', {
    'linux/amd64': digests.latest,
    'linux/arm64': digests.arm,
  })
  return { front, registry, digests: { ...digests, both }, env: { AWS_ENDPOINT_URL_ECR: front.endpoint } }
})

describe('an image in ECR', () => {
  test.for([
    ['latest', 'luigi'],
    ['arm', 'luigi'],
    ['both', 'luigi'],
    ['classic', 'classic'],
  ] as const)(
    'is pinned to its digest, and its dialect comes from its configuration: %s',
    async ([tag, dialect], { world, batch, ecr }) => {
      const image = tag === 'latest' ? repository : `${repository}:${tag}`
      const inputs = { ...batch.inputs, ...pipe, 'output-bundle': 'daily', image }
      const { outputs, log } = await world.runAction(inputs, { env: { ...batch.env, ...ecr.env } })
      expect(outputs).toMatchObject({ status: 'skipped', image: `${repository}@${ecr.digests[tag]}` })
      expect(log).toContain(`"image": "${repository}@${ecr.digests[tag]}"`)
      expect(log).toContain(`(dialect ${dialect}): ${repository}@`)
    },
  )

  test('whose tag has moved leaves the jobs of an earlier attempt what they are, and starts no second ones', async ({
    world,
    batch,
    ecr,
  }) => {
    const { queue } = await setUpBatch(createAdministrator(world.account.endpoint), `held-${crypto.randomUUID()}`)
    await ecr.registry.retag('acme/orders', 'latest', 'moved')
    const inputs = {
      ...{ ...batch.inputs, 'job-queue': queue, image: `${repository}:moved`, wait: 'false' },
      ...{ 'pipe-class': 'pipelines.faults.Prints', each: 'lines: [3, 4, 5]' },
    }
    const env = { ...batch.env, ...ecr.env }
    const first = await world.runAction(inputs, { env })
    expect(first.outputs).toMatchObject({ status: 'submitted', image: `${repository}@${ecr.digests.latest}` })
    await ecr.registry.retag('acme/orders', 'arm', 'moved')
    const second = await world.runAction({ ...inputs, rerun: 'all' }, { env, context: { GITHUB_RUN_ATTEMPT: '2' } })
    expect(second.outputs).toMatchObject({
      status: 'submitted',
      image: first.outputs['image'],
      'job-ids': first.outputs['job-ids'],
      'output-bundle-uris': first.outputs['output-bundle-uris'],
    })
    expect(await listJobs(world.account.endpoint, queue)).toHaveLength(3)
    const found = `this attempt found ${repository}@${ecr.digests.arm}.`
    expect(second.text.filter(({ line }) => line.endsWith(found))).toHaveLength(3)
  })

  test('that is named by digest keeps this digest', async ({ world, batch, ecr }) => {
    const image = `${repository}@${ecr.digests.arm}`
    const { outputs } = await world.runAction(
      { ...batch.inputs, ...pipe, image },
      { env: { ...batch.env, ...ecr.env } },
    )
    expect(outputs['image']).toBe(image)
  })

  test('is read without a write to ECR', async ({ ecr }) => {
    expect(new Set(ecr.front.calls)).toStrictEqual(new Set(['BatchGetImage', 'GetDownloadUrlForLayer']))
  })

  test.for([
    [`${repository}:nowhere`, /^image-not-found: ECR does not have .*:nowhere: Requested image not found/],
    [
      repository.replace('orders', 'typo'),
      /^image-not-found: ECR does not have .*typo: The repository with name 'acme\/typo' does not exist/,
    ],
    [`${repository}:plain`, /^invalid-input: dialect: the image .* has neither the entry point/],
  ] as const)(
    'that cannot be used fails the step with the reason: %s',
    async ([image, words], { world, batch, ecr }) => {
      const { error } = await runFailingAction(
        world,
        { ...batch.inputs, ...pipe, image },
        { env: { ...batch.env, ...ecr.env } },
      )
      expect(error).toMatch(words)
      expect(ecr.front.calls).not.toContain('CreateRepository')
    },
  )
})
