import { describe, expect } from 'vitest'
import { checkFailure } from '../testbed/failing.ts'
import { describeVersion, test, testTagged } from '../testbed/generation-matrix.ts'

for (const version of ['0.8.25', '0.9.16', '0.10.1', '1.0.2'] as const) describeVersion(version)

/** Their command lines, beside those above: their behaviour is that of 0.8.1, of 0.8.25. */
for (const version of ['0.8.12', '0.9.14'] as const) describe(`disdat ${version}`, () => testTagged(version))

test('a reuse is not reported where Disdat can have found two bundles', async ({
  context: { world, uuids, findImage },
}) => {
  const pipe = { image: await findImage('0.8.25'), dialect: 'disdat-0.8.25', 'pipe-class': 'pipelines.orders.Echo' }
  const run = async (inputs: Readonly<Record<string, string>>) =>
    await world.runAction({ ...pipe, 'output-bundle': 'twins', params: 'text: twin', ...inputs })
  // The parameter `orders` is inherited, and bundles record only the parameters of their own class.
  const withInput = await run({ 'input-bundle': uuids[0] ?? '', 'input-param': 'orders' })
  const without = await run({})
  const again = await run({})
  expect(again.outputs).toMatchObject({ verdict: 'no-output', 'exit-code': '0' })
  const { error } = checkFailure(again)
  expect(error).toContain('Disdat found its output up to date. Its log does not show which bundle')
  for (const { outputs } of [withInput, without]) expect(error).toContain(outputs['output-bundle-uuid'])
})
