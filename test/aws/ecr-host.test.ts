import { expect, test } from 'vitest'
import { parseEcrHost } from '../../src/aws/ecr-host.ts'

test.each([
  ['123456789012.dkr.ecr.us-east-1.amazonaws.com', 'us-east-1'],
  ['123456789012.dkr.ecr.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
  ['123456789012.dkr.ecr-fips.us-east-1.amazonaws.com', 'us-east-1'],
  ['123456789012.dkr-ecr.us-west-2.on.aws', 'us-west-2'],
  ['123456789012.dkr-ecr-fips.us-west-2.on.aws', 'us-west-2'],
  ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
  ['123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn', 'cn-north-1'],
  ['123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu', 'eusc-de-east-1'],
  ['123456789012.dkr-ecr.eusc-de-east-1.on.amazonwebservices.eu', 'eusc-de-east-1'],
  ['123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov', 'us-iso-east-1'],
  ['123456789012.dkr-ecr.us-iso-west-1.on.aws.ic.gov', 'us-iso-west-1'],
  ['123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov', 'us-isob-east-1'],
  ['123456789012.dkr-ecr.us-isob-east-1.on.aws.scloud', 'us-isob-east-1'],
  ['123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk', 'eu-isoe-west-1'],
  ['123456789012.dkr-ecr.eu-isoe-west-1.on.cloud-aws.adc-e.uk', 'eu-isoe-west-1'],
  ['123456789012.dkr.ecr.us-isof-south-1.csp.hci.ic.gov', 'us-isof-south-1'],
  ['123456789012.dkr-ecr.us-isof-south-1.on.aws.hci.ic.gov', 'us-isof-south-1'],
])('parseEcrHost of %s returns the account and %s', (host, region) => {
  expect(parseEcrHost(host)).toStrictEqual({ registryId: '123456789012', region, isFips: host.includes('ecr-fips') })
})

test.each([
  'public.ecr.aws',
  'ecr-public.aws.com',
  'ghcr.io',
  '',
  '12345.dkr.ecr.us-east-1.amazonaws.com',
  'x123456789012.dkr.ecr.us-east-1.amazonaws.com',
  '123456789012.dkr.ecr.us-east-1.amazonaws.com:443',
  '123456789012.dkr.ecr.us-east-1.amazonaws.com.example',
  '123456789012.dkr.ecr.us-east-1.example.on.aws',
  '123456789012.dkr_ecr.us-east-1.amazonaws.com',
  '123456789012.dkr.ecr.us-east-1.evil.aws',
])('parseEcrHost of %j returns undefined', (host) => {
  expect(parseEcrHost(host)).toBeUndefined()
})
