import { describe, expect, test } from 'vitest'
import {
  createAwsFileEnv,
  createAwsFiles,
  createCredentialsFile,
  getRenewalDelay,
} from '../../src/aws/container-files.ts'

const keys = { accessKeyId: 'AKIA', secretAccessKey: 'secret' }
const now = new Date('2026-11-22T12:00:00Z')
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

test('createAwsFiles configures a process that prints the credentials, and no variable holds a secret', () => {
  const credentials = { ...keys, sessionToken: 'token', expiration: inMinutes(60) }
  const files = createAwsFiles({ region: 'eu-west-1', credentials: async () => credentials }, credentials)
  const [config, json] = files
  expect(config?.content).toContain(`credential_process = cat ${json?.path}\n`)
  expect(JSON.parse(json?.content ?? '')).toStrictEqual({
    Version: 1,
    AccessKeyId: 'AKIA',
    SecretAccessKey: 'secret',
    SessionToken: 'token',
    Expiration: '2026-11-22T13:00:00.000Z',
  })
  const variables = createAwsFileEnv('eu-west-1')
  expect(variables.get('AWS_CONFIG_FILE')).toBe(config?.path)
  expect([...variables.values()].join(' ')).not.toMatch(/secret|token|AKIA/)
})

describe('createAwsFileEnv', () => {
  test('removes the image’s own credentials and selects the region', () => {
    const variables = createAwsFileEnv('eu-west-1')
    for (const name of [
      ...['AWS_ACCESS_KEY_ID', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
      ...['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'BOTO_CONFIG'],
    ])
      expect([variables.has(name), variables.get(name)]).toStrictEqual([true, undefined])
    expect([variables.get('AWS_REGION'), variables.get('AWS_DEFAULT_REGION')]).toStrictEqual(['eu-west-1', 'eu-west-1'])
  })
})

describe('createCredentialsFile', () => {
  test('omits what long-lived keys do not have', () => {
    const { content } = createCredentialsFile(keys)
    expect(JSON.parse(content)).toStrictEqual({ Version: 1, AccessKeyId: 'AKIA', SecretAccessKey: 'secret' })
  })
})

describe('getRenewalDelay', () => {
  test.each([
    ['is undefined for credentials without an end', undefined, undefined],
    ['ends five minutes before credentials of an hour', 60, 55],
    ['is half the life of credentials of eight minutes', 8, 4],
    ['is zero for expired credentials', -1, 0],
  ])('%s', (_, lifeMinutes, delayMinutes) => {
    const expiration = lifeMinutes === undefined ? {} : { expiration: inMinutes(lifeMinutes) }
    expect(getRenewalDelay({ ...keys, ...expiration }, now)).toBe(
      delayMinutes === undefined ? undefined : delayMinutes * 60_000,
    )
  })
})
