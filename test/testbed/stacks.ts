import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAdministrator } from './moto.ts'
import { root } from './process.ts'

/** The parameters of a stack, and the values that its outputs get. */
type Values = Readonly<Record<string, string>>

/** The values that docs/iam.md uses. */
export const exampleParameters = {
  GitHubRepository: 'acme/pipelines',
  GitHubRepositoryWithIds: 'acme@123456/pipelines@456789',
  BucketName: 'acme-data',
} as const

/** Deploys a template of examples/aws/cloudformation/ to an emulated account, and returns the outputs of the stack. */
export async function deployStack(endpoint: string, name: string, parameters: Values): Promise<Values> {
  const { query } = createAdministrator(endpoint)
  const template = await readFile(join(root, `examples/aws/cloudformation/${name}.yml`), 'utf8')
  const given = Object.entries(parameters).flatMap(([key, value], index) => [
    [`Parameters.member.${index + 1}.ParameterKey`, key],
    [`Parameters.member.${index + 1}.ParameterValue`, value],
  ])
  await query('cloudformation', {
    Action: 'CreateStack',
    StackName: name,
    TemplateBody: template,
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
    ...Object.fromEntries(given),
  })
  const described = await query('cloudformation', { Action: 'DescribeStacks', StackName: name })
  if (!described.includes('<StackStatus>CREATE_COMPLETE</StackStatus>')) throw new Error(`${name}: ${described}`)
  const outputs = described.matchAll(/<OutputKey>(.*?)<\/OutputKey>\s*<OutputValue>(.*?)<\/OutputValue>/gs)
  return Object.fromEntries([...outputs].map(([, key = '', value = '']) => [key, value]))
}

/** The ids of the subnets and of the security group of the account's default network. */
export async function readNetwork(endpoint: string): Promise<Values> {
  const { query } = createAdministrator(endpoint)
  const ec2 = (Action: string) => query('ec2', { Version: '2016-11-15', Action })
  const [subnets, groups] = await Promise.all([ec2('DescribeSubnets'), ec2('DescribeSecurityGroups')])
  const ids = [...subnets.matchAll(/<subnetId>(.*?)<\/subnetId>/g)].map(([, id = '']) => id)
  return { Subnets: ids.join(','), SecurityGroupIds: /<groupId>(.*?)<\/groupId>/.exec(groups)?.[1] ?? '' }
}

/** Returns the trust policy and the inline policies of a role, as JSON. */
export async function readRole(
  endpoint: string,
  role: string,
): Promise<{ readonly trust: string; readonly policies: readonly string[] }> {
  const { iam } = createAdministrator(endpoint)
  const read = (xml: string, name: string) =>
    decodeURIComponent(new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(xml)?.[1] ?? '')
  const names = await iam({ Action: 'ListRolePolicies', RoleName: role })
  const policies = [...names.matchAll(/<member>(.*?)<\/member>/g)].map(async ([, PolicyName = '']) =>
    // moto prints the dictionary of an inline policy as Python does.
    read(await iam({ Action: 'GetRolePolicy', RoleName: role, PolicyName }), 'PolicyDocument').replaceAll("'", '"'),
  )
  const trust = read(await iam({ Action: 'GetRole', RoleName: role }), 'AssumeRolePolicyDocument')
  return { trust, policies: await Promise.all(policies) }
}
