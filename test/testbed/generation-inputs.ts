import type { BundleSpec } from './dsdt.ts'
import { facts, type MatrixVersion } from './generation-facts.ts'
import type { ActionResult } from './runner.ts'
import type { World } from './world.ts'

/** A text that a shell, argparse or JSON could change, with an option of Disdat at its begin. */
const asciiText = "--no \"it's\" {'x': [1]} $HOME \\  end"

/** The parameter `text` of `createTagged`. */
export const createText = (version: MatrixVersion) => (facts[version].takesUnicode ? `${asciiText}\u8336` : asciiText)

/** The tags of three bundles of one name, the oldest first, with as many rows as their place. */
const regions = ['north', 'south', 'west'] as const

/** Creates three bundles `raw_orders` on the remote, and returns their uuids. */
export const makeInputs = ({ home }: World) =>
  home.makeBundles(
    regions.map((region, at): BundleSpec => {
      const rows = Array.from({ length: at + 1 }, (_, row) => row)
      const columns = { order_id: rows, day: rows.map(() => '2026-01-05') }
      return { name: 'raw_orders', tags: { region }, push: true, data: { kind: 'frame', columns } }
    }),
  )

/** The module of the pipes in an image. */
export const nameModule = (version: MatrixVersion) => (version === '1.0.2' ? 'matrix' : 'orders')

/** The inputs of a run that reads a bundle `raw_orders`. */
export const createInput = (version: MatrixVersion, bundle: string) => ({
  'input-bundle': bundle,
  ...(facts[version].takesInput ? {} : { 'input-param': 'orders' }),
})

/** A run that reads the oldest of three bundles by name and tag. */
export const createTagged = (version: MatrixVersion, output: string) => ({
  'pipe-class': `pipelines.${nameModule(version)}.Echo`,
  ...createInput(version, 'raw_orders'),
  'input-tags': 'region:north',
  'output-bundle': output,
  'output-tags': 'team:sales\nregion:north and south',
  params: JSON.stringify({ text: createText(version) }),
})

const readBundlesScript = `
import json, sys
import disdat.api as api
for uuid in sys.argv[1:]:
    bundle = api.get("local", None, uuid=uuid)
    text, orders = str(bundle.data["text"][0]), int(bundle.data["orders"][0])
    print(json.dumps({"text": text, "orders": orders, "tags": dict(bundle.tags)}))
`

/** The outputs of the pipe `Echo`, read by the newest disdat. */
export async function readEchoes(world: World, results: readonly ActionResult[]): Promise<readonly unknown[]> {
  const uuids = results.map(({ outputs }) => outputs['output-bundle-uuid'] ?? '')
  const { code, stdout, stderr } = await world.home.runPython(readBundlesScript, ...uuids)
  if (code !== 0) throw new Error(`The bundles cannot be read: ${stderr}`)
  return stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
}
