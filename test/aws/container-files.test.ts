import { expect, test } from 'vitest'
import { createAwsFileEnv, createAwsFiles, getRenewalDelay } from '../../src/aws/container-files.ts'

const keys = { accessKeyId: 'AKIA', secretAccessKey: 'secret' }
const now = new Date('2026-11-22T12:00:00Z')
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

test('the configuration runs a process that prints the credentials, and no variable holds a secret', async () => {
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

test.each([
  ['that do not end', undefined, undefined],
  ['of an hour, five minutes before', 60, 55],
  ['of eight minutes, at half their life', 8, 4],
  ['that have ended, at once', -1, 0],
])('credentials %s are renewed in time', (_, lifeMinutes, afterMinutes) => {
  const expiration = lifeMinutes === undefined ? {} : { expiration: inMinutes(lifeMinutes) }
  expect(getRenewalDelay({ ...keys, ...expiration }, now)).toBe(
    afterMinutes === undefined ? undefined : afterMinutes * 60_000,
  )
})
