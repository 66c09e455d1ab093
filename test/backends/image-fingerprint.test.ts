import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ImageContent, parseImageContent } from '../../src/backends/image-content.ts'
import { computeImageFingerprint } from '../../src/backends/image-fingerprint.ts'

const config = {
  User: 'disdat',
  WorkingDir: '/app',
  Entrypoint: ['/opt/bin/entrypoint.py'],
  Cmd: ['--help'],
  Env: ['PATH=/bin', 'PIPELINE_CLASS=pipes.orders.Daily', `PIPELINE_GIT_HASH=${'a'.repeat(40)}`],
  Volumes: { '/data': {} },
  Labels: { 'org.opencontainers.image.created': '2026-11-28T02:00:00Z' },
}
const content: ImageContent = {
  layers: [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`],
  os: 'linux',
  architecture: 'amd64',
  config,
}
const fingerprint = computeImageFingerprint(content)
const compute = (changes: Partial<ImageContent>) => computeImageFingerprint({ ...content, ...changes })

describe('computeImageFingerprint', () => {
  test.each([
    ['the commit', { ...config, Env: config.Env.toSpliced(2, 1, `PIPELINE_GIT_HASH=${'b'.repeat(40)}`) }],
    ['the time of the build', { ...config, Env: [...config.Env, 'PIPELINE_GIT_TIMESTAMP=1'] }],
    ['labels', { ...config, Labels: { 'org.opencontainers.image.created': '2026-11-29T02:00:00Z' } }],
    ['the order of variables', { ...config, Env: config.Env.toReversed() }],
    ['fields of an engine that mean nothing', { ...config, Hostname: '', AttachStdin: false, OnBuild: null }],
  ])('is the same with another value of %s', (_, other) => {
    expect(compute({ config: other })).toBe(fingerprint)
  })

  test.each<[string, Partial<ImageContent>]>([
    ['a layer', { layers: [...content.layers, `sha256:${'3'.repeat(64)}`] }],
    ['the order of layers', { layers: content.layers.toReversed() }],
    ['the architecture', { architecture: 'arm64' }],
    ['the user', { config: { ...config, User: 'root' } }],
    ['the working folder', { config: { ...config, WorkingDir: '/' } }],
    ['the entry point', { config: { ...config, Entrypoint: null } }],
    ['the command', { config: { ...config, Cmd: ['--version'] } }],
    ['a variable', { config: { ...config, Env: [...config.Env, 'TZ=UTC'] } }],
    ['a volume', { config: { ...config, Volumes: null } }],
    ['the stop signal', { config: { ...config, StopSignal: 'SIGINT' } }],
  ])('differs with another value of %s', (_, changes) => {
    expect(compute(changes)).not.toBe(fingerprint)
  })

  test('is unknown without layers', () => {
    expect(compute({ layers: [] })).toBeUndefined()
  })

  test('never throws for a configuration from outside', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        computeImageFingerprint(parseImageContent(value))
        computeImageFingerprint({ ...content, config: value })
      }),
    )
  })
})
