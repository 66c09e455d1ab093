import { expect, test } from 'vitest'
import { createLeastPrivilegePolicy } from '../../../src/backends/batch/least-privilege-policy.ts'
import { isAllowed } from '../../testbed/session-policies.ts'
import { settings } from './fixtures.ts'

const account = { account: '123456789012', arn: 'arn:x', partition: 'aws' }

test('createLeastPrivilegePolicy names this queue, definition, roles and repository', () => {
  const image = '210987654321.dkr.ecr.eu-west-1.amazonaws.com/team/orders:latest'
  const text = JSON.stringify(createLeastPrivilegePolicy(settings, { account, region: 'us-east-1', image }))
  expect(text).toContain('"arn:aws:batch:us-east-1:123456789012:job-queue/nightly"')
  expect(text).toContain('job-definition/disdat-pipelines-orders-job-definition"')
  expect(text).toContain('"iam:PassRole"],"Resource":["arn:aws:iam::123456789012:role/disdat-job"]')
  expect(text).toContain('"arn:aws:ecr:eu-west-1:210987654321:repository/team/orders"')
})

test('createLeastPrivilegePolicy for a user’s definition allows no registration and no PassRole', () => {
  const text = JSON.stringify(
    createLeastPrivilegePolicy(
      { ...settings, fixedDefinition: 'own:3' },
      {
        account,
        region: 'us-east-1',
        image: 'ghcr.io/acme/orders',
        logGroup: '/acme/logs',
      },
    ),
  )
  expect(text).toContain('log-group:/acme/logs:log-stream:*')
  expect(text).not.toMatch(/RegisterJobDefinition|PassRole|ecr:/)
  expect(text).toContain('job-definition/own"')
})

test('createLeastPrivilegePolicy takes wildcards in names literally', () => {
  const wild = { ...settings, queue: 'night*', fixedDefinition: 'own?', jobRoleArn: undefined }
  const target = { account, region: 'us-east-1', image: 'ghcr.io/acme/orders', logGroup: '/acme/*' }
  const policy = JSON.stringify(createLeastPrivilegePolicy(wild, target))
  const can = (action: string, service: string, path: string) =>
    isAllowed(policy, { action, resource: `arn:aws:${service}:us-east-1:123456789012:${path}`, context: {} })
  expect(can('batch:SubmitJob', 'batch', 'job-queue/night*')).toBe(true)
  expect(can('batch:SubmitJob', 'batch', 'job-queue/nightly')).toBe(false)
  expect(can('batch:SubmitJob', 'batch', 'job-definition/own?:3')).toBe(true)
  expect(can('batch:SubmitJob', 'batch', 'job-definition/owns:3')).toBe(false)
  expect(can('logs:GetLogEvents', 'logs', 'log-group:/acme/*:log-stream:x')).toBe(true)
  expect(can('logs:GetLogEvents', 'logs', 'log-group:/acme/b:log-stream:x')).toBe(false)
})
