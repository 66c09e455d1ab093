import { expect, test } from 'vitest'
import { createUnknownDialectFailure, noDialectReason } from '../../src/backends/image-failures.ts'

test('createUnknownDialectFailure names the input, the image and the values', () => {
  expect(createUnknownDialectFailure('orders:1', noDialectReason)).toMatchObject({
    verdict: 'invalid-input',
    message:
      'dialect: the image orders:1 has neither the entry point of a pipeline image (/opt/bin/entrypoint.py) nor its command (dsdt_docker).',
    advice: expect.stringContaining('such as `disdat-0.8.25`'),
  })
})
