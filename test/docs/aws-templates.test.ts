import { glob, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { getField, getList } from '../../src/lib/json.ts'
import { startMoto } from '../testbed/moto.ts'
import { inheritEnv, root, runCommand, venvBin } from '../testbed/process.ts'
import { deployStack, exampleParameters, readNetwork, readRole } from '../testbed/stacks.ts'

const page = await readFile(join(root, 'docs/iam.md'), 'utf8')
const templates = await Array.fromAsync(glob('examples/aws/cloudformation/*.yml', { cwd: root }))
const modules = await Array.fromAsync(glob('examples/aws/terraform/*/main.tf', { cwd: root }))

/** The first policy after a text of docs/iam.md. */
function readPolicy(text: string): unknown {
  const [, policy = ''] = /```json\n(.*?)\n```/s.exec(page.slice(page.indexOf(text))) ?? []
  return JSON.parse(policy)
}

const getStatements = (policy: unknown) => getList(policy, 'Statement')
const selectStatements = (policy: unknown, sids: readonly string[]) =>
  getStatements(policy).filter((statement) => sids.includes(String(getField(statement, 'Sid'))))

const production = readPolicy('## The policy')
const imageStatements = selectStatements(production, ['LogInToEcr', 'PullTheImage'])

/** The statements of docs/iam.md that each policy of the templates must have, in its order. */
const statements = {
  policy: [...getStatements(production), ...getStatements(readPolicy('To [promote]'))],
  pull_request_policy: [...getStatements(readPolicy('**The role of pull requests**')), ...imageStatements],
  batch_policy: getStatements(readPolicy('## Permissions of a step on Batch')),
  job_policy: [
    ...selectStatements(production, ['FindBundles', 'ReadAndWriteBundles']),
    ...getStatements(readPolicy('**The packs**')),
  ],
  trust_policy: getStatements(readPolicy('**The role of production**')),
  pull_request_trust_policy: getStatements(readPolicy('Who may assume it:')),
  task_trust_policy: getStatements(readPolicy('### Roles of a Batch job')),
  function_policy: getStatements(readPolicy('## The function of batch-dispatch')),
  function_trust_policy: getStatements(readPolicy('Lambda may assume its role:')),
}

const dispatchParameters = {
  GitHubRepositories: exampleParameters.GitHubRepository,
  GitHubAppSecretArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:disdat-github-app-AbCdEf',
  JobQueueArns: 'arn:aws:batch:us-east-1:123456789012:job-queue/disdat-spot',
} as const

async function run(command: string, args: readonly string[]): Promise<string> {
  const ran = await runCommand(`${venvBin}/${command}`, args, { env: inheritEnv('PATH', 'HOME') })
  if (ran.code !== 0) throw new Error(`${command}: ${ran.stdout}${ran.stderr}`)
  return ran.stdout
}

test('cfn-lint finds nothing in the templates', async () => {
  expect(templates).toHaveLength(3)
  await run(
    'cfn-lint',
    templates.map((template) => join(root, template)),
  )
})

test('the deployed roles have the policies of docs/iam.md', async () => {
  await using moto = await startMoto()
  await deployStack(moto.endpoint, 'disdat-ci', exampleParameters)
  const network = await readNetwork(moto.endpoint)
  await deployStack(moto.endpoint, 'disdat-batch', { ...network, BucketName: exampleParameters.BucketName })
  await deployStack(moto.endpoint, 'batch-dispatch', dispatchParameters)
  const read = async (role: string) => {
    const { trust, policies } = await readRole(moto.endpoint, role)
    const [trusts, allows] = [getStatements(JSON.parse(trust)), policies.map((policy) => JSON.parse(policy))]
    return { trusts, allows: allows.flatMap(getStatements) }
  }
  expect(await read('disdat-ci')).toStrictEqual({
    trusts: statements.trust_policy,
    allows: [...statements.policy, ...statements.batch_policy],
  })
  expect(await read('disdat-pull-request')).toStrictEqual({
    trusts: statements.pull_request_trust_policy,
    allows: statements.pull_request_policy,
  })
  expect(await read('disdat-job')).toStrictEqual({
    trusts: statements.task_trust_policy,
    allows: statements.job_policy,
  })
  expect(await read('disdat-execution')).toStrictEqual({ trusts: statements.task_trust_policy, allows: [] })
  expect(await read('batch-dispatch')).toStrictEqual({
    trusts: statements.function_trust_policy,
    allows: statements.function_policy,
  })
})

describe('the Terraform modules', () => {
  /** The values of the expressions in the policies. */
  const values = new Map(
    Object.entries({
      'local.account': '123456789012',
      'local.partition': 'aws',
      'local.region': 'us-east-1',
      'local.bucket': exampleParameters.BucketName,
      'local.issuer': 'token.actions.githubusercontent.com',
      'local.batch': 'arn:aws:batch:us-east-1:123456789012',
      'local.role': 'arn:aws:iam::123456789012:role',
      'var.prefix': 'disdat',
      'var.context': 'shop',
      'var.image_repository_name': 'pipelines',
      'var.github_environment': 'production',
      'var.github_app_secret_arn': dispatchParameters.GitHubAppSecretArn,
    }),
  )
  const repositories = [exampleParameters.GitHubRepository, exampleParameters.GitHubRepositoryWithIds]

  /** Evaluates the references of a value, and the one loop, over the repositories. */
  function evaluate(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(evaluate)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, evaluate(each)]))
    const [, each] = /^\$\{\[for each in local\.repositories : "(.*)"\]\}$/.exec(String(value)) ?? []
    if (each !== undefined) return repositories.map((name) => evaluate(each.replace('${each}', name)))
    return String(value).replace(/\$\{([^}]*)\}/g, (text, name) => values.get(name) ?? text)
  }

  test('have the policies of docs/iam.md', async () => {
    expect(modules).toHaveLength(3)
    const files = modules.map((file) => join(root, file))
    const printed = await run('python', [join(root, 'test/testbed/read_locals.py'), ...files])
    const locals: unknown = JSON.parse(printed)
    for (const [name, expected] of Object.entries(statements))
      expect(getStatements(evaluate(getField(locals, name))), name).toStrictEqual(expected)
  })

  test.each(modules)('%s has the parameters and outputs of the CloudFormation template', async (file) => {
    const name = basename(join(file, '..'))
    const template: unknown = parse(await readFile(join(root, `examples/aws/cloudformation/${name}.yml`), 'utf8'), {
      logLevel: 'error',
    })
    const terraform = await readFile(join(root, file), 'utf8')
    const find = (block: string) =>
      [...terraform.matchAll(new RegExp(`^${block} "(.*)"`, 'gm'))].map(([, each = '']) => each.replaceAll(/[_-]/g, ''))
    const listKeys = (field: string) => Object.keys(Object(getField(template, field))).map((each) => each.toLowerCase())
    expect(find('variable')).toEqual(listKeys('Parameters'))
    expect(find('output')).toEqual(listKeys('Outputs'))
  })
})
