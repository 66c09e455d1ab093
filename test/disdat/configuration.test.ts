import { describe, expect, test } from 'vitest'
import { readConfiguration } from '../../src/disdat/configuration.ts'
import { PythonConfigError } from '../../src/disdat/python-config.ts'

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
    ['Windows line ends', '[docker]\r\nregistry = ghcr.io\r\n', { registry: 'ghcr.io' }],
    ['a registry with a port', '[docker]\nregistry = localhost:5000\n', { registry: 'localhost:5000' }],
    ['comments', '# one\n; two\n[docker]\n# registry = a\nregistry = b.io\n', { registry: 'b.io' }],
    ['a colon and upper case', '[docker]\nREGISTRY: ghcr.io\n', { registry: 'ghcr.io' }],
    ['a default', '[DEFAULT]\nregistry = ghcr.io\n[docker]\n', { registry: 'ghcr.io' }],
    ['a reference', '[docker]\nhost = ghcr.io\nregistry = %(host)s/acme\n', { registry: 'ghcr.io/acme' }],
    ['a comment behind a value as a part of the value', '[docker]\nregistry = a.io ; b\n', { registry: 'a.io ; b' }],
    ['a list', '[docker]\nregistry[] = a\n', {}],
    ['a stanza within', '[docker.registry]\na = b\n', {}],
    ['the name of a prototype', '[__proto__]\nregistry = ghcr.io\n', {}],
  ])('reads %s', (_, text, configuration) => {
    expect(readConfiguration(text)).toStrictEqual(configuration)
  })

  test.each([
    ['an option before the first section', 'registry = ghcr.io\n'],
    ['an option without a value', '[docker]\nregistry\n'],
    ['an option twice', '[docker]\nregistry = a\nregistry = b\n'],
    ['a byte order mark', '\uFEFF[docker]\nregistry = a\n'],
    ['a percent sign alone', '[docker]\nregistry = 100%\n'],
  ])('throws PythonConfigError for %s', (_, text) => {
    expect(() => readConfiguration(text)).toThrow(PythonConfigError)
  })

  test('does not read the options of other programs', () => {
    expect(readConfiguration('[core]\nformat = 100%\n')).toStrictEqual({})
  })
})
