import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readConfiguration } from '../../src/disdat/configuration.ts'

describe('readConfiguration', () => {
  test('returns registry, prefix, queue and job definition, and ignores other settings', () => {
    const text = `
[core]
ignore_code_version=True

[docker]
registry = *ECR*
repository_prefix = team/pipelines
ecr_login = True

[run]
aws_batch_queue = nightly
aws_batch_job_definition = own:3
`
    expect(readConfiguration(text)).toStrictEqual({
      registry: '*ECR*',
      repositoryPrefix: 'team/pipelines',
      jobQueue: 'nightly',
      jobDefinition: 'own:3',
    })
  })

  test.each([
    ['an empty file', '', {}],
    [
      'the file that disdat-luigi installs',
      '[core]\n# Out of the box, ignore code version.\nignore_code_version=True\n',
      {},
    ],
    ['keys without a value', '[docker]\nregistry = None\nrepository_prefix =\n', {}],
    ['a key of another stanza', '[run]\nregistry = ghcr.io\n', {}],
    ['a key before any stanza', 'registry = ghcr.io\n', {}],
    ['Windows line ends', '[docker]\r\nregistry = ghcr.io\r\n', { registry: 'ghcr.io' }],
    ['a registry with a port', '[docker]\nregistry = localhost:5000\n', { registry: 'localhost:5000' }],
    ['comments', '# one\n; two\n[docker]\n# registry = a\nregistry = b.io\n', { registry: 'b.io' }],
    ['a key without an equals sign', '[docker]\nregistry\n', {}],
    ['a list', '[docker]\nregistry[] = a\nregistry[] = b\n', {}],
    ['a stanza within', '[docker.registry]\na = b\n', {}],
    ['the name of a prototype', '[__proto__]\nregistry = ghcr.io\n', {}],
  ])('reads %s', (_, text, configuration) => {
    expect(readConfiguration(text)).toStrictEqual(configuration)
  })

  test('does not throw for any text', () => {
    const word = fc.constantFrom(
      '[',
      ']',
      '=',
      '\n',
      '"',
      "'",
      ';',
      '#',
      '.',
      'docker',
      'registry',
      '__proto__',
      ' ',
      '\\',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join('')),
        ),
        (text) => {
          expect(() => readConfiguration(text)).not.toThrow()
        },
      ),
    )
  })
})
