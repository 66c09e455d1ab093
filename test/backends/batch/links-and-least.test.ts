import { expect, test } from 'vitest'
import { chooseFargateSize } from '../../../src/backends/batch/fargate.ts'
import { createLeastPrivilegePolicy } from '../../../src/backends/batch/least-privilege-policy.ts'
import { ConsoleLinks } from '../../../src/backends/batch/console-links.ts'
import { settings } from './fixtures.ts'

test.each([
  [undefined, undefined, 0.25, 512],
  [0.25, 2048, 0.25, 2048],
  [0.25, 2049, 0.5, 3072],
  [1, undefined, 1, 2048],
  [3, 1, 4, 8192],
  [16, 122_880, 16, 122_880],
  [8, 16_385, 8, 20_480],
])('Fargate for %s vCPU and %s MiB has %s and %s', (vcpus, memory, wantedVcpus, memoryMib) => {
  expect(chooseFargateSize(vcpus, memory)).toStrictEqual({ vcpus: wantedVcpus, memoryMib })
})

test.each([
  [17, undefined],
  [undefined, 122_881],
])('Fargate has nothing for %s vCPU and %s MiB', (vcpus, memory) => {
  expect(chooseFargateSize(vcpus, memory)).toBeUndefined()
})

test.each([
  ['aws', 'us-east-1', 'https://us-east-1.console.aws.amazon.com/batch/home?region=us-east-1'],
  ['aws-cn', 'cn-north-1', 'https://console.amazonaws.cn/batch/home?region=cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1', 'https://console.amazonaws-us-gov.com/batch/home?region=us-gov-west-1'],
])('the pages of a job in %s', (partition, region, base) => {
  const arn = (what: string) => `arn:${partition}:batch:${region}:123456789012:${what}`
  const [definition, queue] = [arn('job-definition/orders:7'), arn('job-queue/nightly')]
  expect(new ConsoleLinks(partition, region).getJobLinks('job-1', { definition, queue })).toStrictEqual({
    queue: 'nightly',
    url: `${base}#jobs/detail/job-1`,
    definitionUrl: `${base}#job-definition/detail/${definition}`,
    queueUrl: `${base}#queues/detail/${queue}`,
  })
})

test('a job has no pages where the console is not known, or what they would be of', () => {
  expect(new ConsoleLinks('aws-iso', 'us-iso-east-1').getJobLinks('job-1', { queue: 'a/nightly' })).toStrictEqual({
    queue: 'nightly',
  })
  expect(Object.keys(new ConsoleLinks('aws', 'us-east-1').getJobLinks('job-1'))).toStrictEqual(['url'])
})

const account = { account: '123456789012', arn: 'arn:x', partition: 'aws' }
const statements = (policy: object) => JSON.stringify(policy)

test('the least policy names this queue, this definition, these roles and this repository', () => {
  const image = '210987654321.dkr.ecr.eu-west-1.amazonaws.com/team/orders:latest'
  const text = statements(createLeastPrivilegePolicy(settings, account, 'us-east-1', { image }))
  expect(text).toContain('"arn:aws:batch:us-east-1:123456789012:job-queue/nightly"')
  expect(text).toContain('job-definition/disdat-pipelines-orders-job-definition"')
  expect(text).toContain('"iam:PassRole"],"Resource":["arn:aws:iam::123456789012:role/disdat-job"]')
  expect(text).toContain('"arn:aws:ecr:eu-west-1:210987654321:repository/team/orders"')
})

test('the least policy for a definition of the user’s own registers nothing and passes no role', () => {
  const text = statements(
    createLeastPrivilegePolicy({ ...settings, fixedDefinition: 'own:3' }, account, 'us-east-1', {
      image: 'ghcr.io/acme/orders',
      logGroup: '/acme/logs',
    }),
  )
  expect(text).toContain('log-group:/acme/logs:log-stream:*')
  expect(text).not.toMatch(/RegisterJobDefinition|PassRole|ecr:/)
  expect(text).toContain('job-definition/own"')
})
