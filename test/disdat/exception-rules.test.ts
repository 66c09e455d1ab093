import { describe, expect, test } from 'vitest'
import { findExceptionRule } from '../../src/disdat/exception-rules.ts'

const setDialect = 'Set `dialect` to the version of Disdat in the image, or build the image again (docs/dialects.md).'
const checkInput = 'Check that the input bundle is still in the context of the remote, with the tags of `input-tags`.'
const correctName = 'Correct the name in `params`, or add the parameter to the pipe.'
const setParameter =
  'Set the parameter in `params`. If it receives the input bundle’s uuid, set its name in `input-param`.'
const checkClass = 'Check that the image has the class that `pipe-class` names, and that the image is up to date.'
const checkRole = 'Check that the step’s role may list, get and put objects below the remote context.'
const runLater = 'AWS or the S3 server failed at each attempt of the container. Run it again later.'
const checkNetwork =
  'The container cannot reach S3. Check `network`, the proxy variables and AWS_ENDPOINT_URL from inside a container.'
const freeSpace =
  'Use a host with a larger disk, free space before this step, or let the pipe keep fewer files at a time.'
const buildForHost =
  'Build the image for the host’s architecture, or use a host of the image’s architecture. See `platform`.'
const noInput = 'Exception: Driver unable to find input bundle'
const denied = 'botocore.exceptions.ClientError: An error occurred'

describe('findExceptionRule', () => {
  test.each([
    [`${noInput} dsdt_docker`, 'image-incompatible', setDialect],
    [`${noInput} --output-bundle-uuid`, 'image-incompatible', setDialect],
    [`${noInput} /opt/bin/entrypoint.py`, 'image-incompatible', setDialect],
    [`${noInput} orders`, 'input-not-found', checkInput],
    [`${noInput} dsdt_docker_orders`, 'input-not-found', checkInput],
    ['ValueError: Parameter fruit is not defined in class Orders.', 'unknown-parameter', correctName],
    ['luigi.parameter.UnknownParameterException: Orders[args=()]: x', 'unknown-parameter', correctName],
    ['MissingParameterException: Orders[args=()]: x', 'missing-parameter', setParameter],
    ['luigi.parameter.MissingParameterException: Orders[args=()]: x', 'missing-parameter', setParameter],
    ["ModuleNotFoundError: No module named 'nothing'", 'pipe-not-found', checkClass],
    ['ImportError: No module named nothing.such', 'pipe-not-found', checkClass],
    ["AttributeError: module 'pipelines.orders' has no attribute 'Nope'", 'pipe-not-found', checkClass],
    ['TaskClassNotFoundException: No task Nope. Did you mean:', 'pipe-not-found', checkClass],
    ['luigi.task_register.TaskClassNotFoundException: No task Nope.', 'pipe-not-found', checkClass],
  ])('maps "%s" to %s before the first task only', (exception, verdict, advice) => {
    expect(findExceptionRule(exception, true)).toMatchObject({ verdict, advice })
    expect(findExceptionRule(exception, false)).toBeUndefined()
  })

  test.each([
    [`${denied} (503) when calling x (reached max retries: 10): y`, 'remote-unreachable', runLater],
    ['botocore.exceptions.EndpointConnectionError: x', 'remote-unreachable', checkNetwork],
    ['botocore.exceptions.ConnectTimeoutError: x', 'remote-unreachable', checkNetwork],
    ['botocore.exceptions.ReadTimeoutError: x', 'remote-unreachable', checkNetwork],
    ['botocore.exceptions.ConnectionClosedError: x', 'remote-unreachable', checkNetwork],
    ['botocore.exceptions.ProxyConnectionError: x', 'remote-unreachable', checkNetwork],
    ['botocore.exceptions.SSLError: x', 'remote-unreachable', checkNetwork],
    ['botocore.exceptions.NoCredentialsError: Unable to locate credentials', 'access-denied', checkRole],
    ['botocore.exceptions.CredentialRetrievalError: x', 'access-denied', checkRole],
    [`${denied} (AccessDenied) when calling x`, 'access-denied', checkRole],
    [`${denied} (AccessDeniedException) when calling x`, 'access-denied', checkRole],
    [`${denied} (403) when calling x`, 'access-denied', checkRole],
    [`${denied} (Forbidden) when calling x`, 'access-denied', checkRole],
    [`${denied} (InvalidAccessKeyId) when calling x`, 'access-denied', checkRole],
    [`${denied} (InvalidClientTokenId) when calling x`, 'access-denied', checkRole],
    [`${denied} (SignatureDoesNotMatch) when calling x`, 'access-denied', checkRole],
    [`${denied} (RequestExpired) when calling x`, 'access-denied', checkRole],
    ['botocore.errorfactory.ExpiredTokenException: An error (ExpiredTokenException) x', 'access-denied', checkRole],
    ['boto3.exceptions.S3UploadFailedError: Failed: An error (AccessDenied) x', 'access-denied', checkRole],
    ['OSError: [Errno 28] x', 'disk-full', freeSpace],
    ['pyarrow.lib.ArrowException: No space left on device', 'disk-full', freeSpace],
    ["OSError: [Errno 8] Exec format error: '/opt/tool'", 'image-architecture', buildForHost],
  ])('maps "%s" to %s at any time', (exception, verdict, advice) => {
    expect(findExceptionRule(exception, true)).toMatchObject({ verdict, advice })
    expect(findExceptionRule(exception, false)).toMatchObject({ verdict, advice })
  })

  test.each([
    "KeyError: 'pear'",
    `pipelines.${noInput} dsdt_docker`,
    'pipelines.ValueError: Parameter fruit is not defined in class Orders.',
    "pipelines.ModuleNotFoundError: No module named 'nothing'",
    'pipelines.ImportError: No module named nothing.such',
    "pipelines.AttributeError: module 'pipelines.orders' has no attribute 'Nope'",
    "AttributeError: 'Orders' object has no attribute 'module'",
    'pipelines.TaskClassNotFoundException: No task Nope.',
    'pipelines.OSError: [Errno 28] x',
    "pipelines.OSError: [Errno 8] Exec format error: '/opt/tool'",
    `pipelines.${denied} (503) when calling x (reached max retries: 4): y`,
    'pipelines.botocore.exceptions.ReadTimeoutError: x',
    `pipelines.${denied} (AccessDenied) when calling x`,
    `${denied} (NoSuchKey) when calling x`,
    `${denied} AccessDenied when calling x`,
  ])('has no rule for "%s"', (exception) => {
    expect(findExceptionRule(exception, true)).toBeUndefined()
  })
})
