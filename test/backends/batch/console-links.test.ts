import { expect, test } from 'vitest'
import { ConsoleLinks } from '../../../src/backends/batch/console-links.ts'

test.each([
  ['aws', 'us-east-1', 'https://us-east-1.console.aws.amazon.com/batch/home?region=us-east-1'],
  ['aws-cn', 'cn-north-1', 'https://console.amazonaws.cn/batch/home?region=cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1', 'https://console.amazonaws-us-gov.com/batch/home?region=us-gov-west-1'],
])('getJobLinks in %s', (partition, region, base) => {
  const createArn = (path: string) => `arn:${partition}:batch:${region}:123456789012:${path}`
  const [definition, queue] = [createArn('job-definition/orders:7'), createArn('job-queue/nightly')]
  expect(new ConsoleLinks(partition, region).getJobLinks('job-1', { definition, queue })).toStrictEqual({
    queue: 'nightly',
    url: `${base}#jobs/detail/job-1`,
    definitionUrl: `${base}#job-definition/detail/${definition}`,
    queueUrl: `${base}#queues/detail/${queue}`,
  })
})

test('getJobLinks omits pages of unknown consoles and resources', () => {
  expect(new ConsoleLinks('aws-iso', 'us-iso-east-1').getJobLinks('job-1', { queue: 'a/nightly' })).toStrictEqual({
    queue: 'nightly',
  })
  expect(Object.keys(new ConsoleLinks('aws', 'us-east-1').getJobLinks('job-1'))).toStrictEqual(['url'])
})

test.each([
  [
    'aws',
    'us-east-1',
    'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Faws$252Fbatch$252Fjob/log-events/a$252Fdefault$252Fb',
  ],
  [
    'aws-cn',
    'cn-north-1',
    'https://console.amazonaws.cn/cloudwatch/home?region=cn-north-1#logsV2:log-groups/log-group/$252Faws$252Fbatch$252Fjob/log-events/a$252Fdefault$252Fb',
  ],
  [
    'aws-us-gov',
    'us-gov-west-1',
    'https://console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1#logsV2:log-groups/log-group/$252Faws$252Fbatch$252Fjob/log-events/a$252Fdefault$252Fb',
  ],
  ['aws-iso', 'us-iso-east-1', undefined],
  ['aws-eusc', 'eusc-de-east-1', undefined],
])('getLogUrl in %s', (partition, region, expected) => {
  expect(new ConsoleLinks(partition, region).getLogUrl('/aws/batch/job', 'a/default/b')).toBe(expected)
})
