import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect } from 'vitest'
import { getField, parseJson } from '../../src/lib/json.ts'
import { startGitHub } from '../testbed/github.ts'
import { makeImageWithPipes } from '../testbed/images.ts'
import type { ActionResult, Event } from '../testbed/runner.ts'
import { test as base } from '../testbed/world.ts'

const sha = 'b'.repeat(40)
const event: Event = { name: 'pull_request', number: 7, sha }

/** A pipe for each kind of table, which writes the files that the image of its commit has. */
const createSource = (files: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>>) => `
import base64
import pandas as pd
from disdatluigi.pipe import PipeTask

FILES = ${JSON.stringify(Object.fromEntries(Object.entries(files).map(([pipe, each]) => [pipe, encode(each)])))}


class Export(PipeTask):
    def pipe_run(self):
        paths = []
        for name, content in FILES[type(self).__name__].items():
            target = self.create_output_file(name)
            with open(target.path, "wb") as file:
                file.write(base64.b64decode(content))
            paths.append(target.path)
        return paths


class Parquet(Export):
    pass


class Texts(Export):
    pass


class Many(PipeTask):
    def pipe_run(self):
        (content,) = FILES["Many"].values()
        first = int(base64.b64decode(content))
        ids = pd.Series(range(40_000))
        return pd.DataFrame({"id": ids, "amount": ids.where(ids % 10 != 0, ids + first)})
`

const encode = (files: Readonly<Record<string, Uint8Array>>) =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]))

interface Order {
  readonly id: number
  readonly amount: number
}

const listOrders = (from: number, to: number): readonly Order[] =>
  Array.from({ length: to - from }, (_, index) => ({ id: from + index, amount: (from + index) / 8 }))

/** A Parquet file of several row groups. Only one side has the column that is named after the codec. */
function writeParquet(orders: readonly Order[], codec: 'SNAPPY' | 'GZIP'): Uint8Array {
  const columnData = [
    { name: 'id', data: orders.map(({ id }) => id), type: 'INT32' as const },
    { name: 'amount', data: orders.map(({ amount }) => amount), type: 'DOUBLE' as const },
    { name: codec.toLowerCase(), data: orders.map(() => 'x'), type: 'STRING' as const },
  ]
  return new Uint8Array(parquetWriteBuffer({ columnData, codec, compressors: { GZIP: gzipSync }, rowGroupSize: 90 }))
}

const lookup = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'code', data: ['x', 'y'], type: 'STRING' }] }))

const writeText = (orders: readonly Order[], delimiter: string) =>
  Buffer.from(
    ['id', 'amount'].join(delimiter).concat('\n', ...orders.map(({ id, amount }) => `${id}${delimiter}${amount}\n`)),
  )

/** The change of the pull request: every hundredth amount, the order 5 is gone, and 5000 is new. */
const change = (orders: readonly Order[]) =>
  [...orders.filter(({ id }) => id !== 5), { id: 5000, amount: 1 }].map(({ id, amount }) => ({
    id,
    amount: id % 100 === 0 && id < 5000 ? amount + 0.5 : amount,
  }))

const orders = listOrders(0, 600)
const changed = change(orders)
const onMain = createSource({
  Parquet: {
    'part-0.parquet': writeParquet(orders.slice(0, 300), 'SNAPPY'),
    'part-1.parquet': writeParquet(orders.slice(300), 'SNAPPY'),
    'lookup.parquet': lookup,
  },
  Texts: { 'all.csv': writeText(orders, ',') },
  Many: { x: Buffer.from('0') },
})
const inPullRequest = createSource({
  Parquet: {
    // Other files, in another order, with another compression. Two rows have the key 7.
    'a.parquet': writeParquet([...changed.slice(200), { id: 7, amount: 0 }], 'GZIP'),
    'b.parquet': writeParquet(changed.slice(0, 200), 'GZIP'),
    'lookup.parquet': lookup,
  },
  Texts: { 'first.tsv': writeText(changed.slice(0, 100), '\t'), 'second.csv': writeText(changed.slice(100), ';') },
  Many: { x: Buffer.from('3') },
})

const test = base.extend('compare', { scope: 'file' }, async ({ world }, { onCleanup }) => {
  const own = new AsyncDisposableStack()
  onCleanup(() => own.disposeAsync())
  const build = async (source: string, commit: string) =>
    own.use(await makeImageWithPipes('export', source, [`ENV PIPELINE_GIT_HASH="${commit}" GIT_DIRTY=`])).name
  const images = { main: await build(onMain, 'a'.repeat(40)), pullRequest: await build(inPullRequest, sha) }
  /** Runs a pipe of both commits, and compares the outputs by row. */
  return async (pipe: string, inputs: Readonly<Record<string, string>>) => {
    const name = pipe.toLowerCase()
    const common = { 'pipe-class': `pipelines.export.${pipe}`, 'output-bundle': name, 'pull-output': 'false' }
    const first = await world.runAction({ ...common, image: images.main })
    expect(first.outputs).toMatchObject({ status: 'succeeded', changes: 'first-version' })
    await using github = await startGitHub({ pullRequests: [{ number: 7, sha }] })
    const run = await world.runAction(
      {
        ...{ ...common, image: images.pullRequest, force: 'true', 'compare-with': name, 'diff-key': 'id' },
        ...{ comment: 'always', ...inputs },
      },
      { event, token: 'ghs_0123456789abcdefghijklmnopqrstuvwxyz', context: { GITHUB_API_URL: github.apiUrl } },
    )
    return { run, rows: await readRowChanges(run), comment: github.comments[0]?.body ?? '' }
  }
})

async function readRowChanges({ outputs }: ActionResult): Promise<unknown> {
  const result = parseJson(await readFile(outputs['result-file'] ?? '', 'utf8'))
  return getField(result, 'comparison', 'changes', 'rowChanges')
}

const exactly = (count: number) => ({ count, from: count, to: count })

describe('a pull request', () => {
  test('compares the Parquet files of a folder as one table, and counts keys that are not unique', async ({
    compare,
  }) => {
    const { run, rows, comment } = await compare('Parquet', {
      ...{ 'diff-samples': 'true', 'fail-on': 'rows-removed>1, changed(amount)>0.5%' },
    })
    expect(rows).toMatchObject({
      ...{ key: ['id'], isKeyFound: false, rows: { base: 600, now: 601 }, sampledOneIn: 1 },
      ...{ added: exactly(1), removed: exactly(1), shared: exactly(598), changed: exactly(6) },
      duplicates: { base: exactly(1), now: exactly(2), keys: exactly(1) },
      columns: [{ name: 'amount', differing: exactly(6), difference: { mean: 0.5, greatest: 0.5 } }],
      ...{ removedColumns: ['snappy'], addedColumns: ['gzip'] },
    })
    expect(run.outputs).toMatchObject({ verdict: 'rule-broken', breaches: '["changed(amount)>0.5%"]' })
    // The summary shows rows, and the comment does not, because `diff-samples` is not `comment`.
    const sample = '| `100` |'
    expect(run.summary).toContain(sample)
    expect(comment).toContain('| `amount` | 6 |')
    expect(comment).not.toContain(sample)
  })

  test('compares CSV and TSV files of any delimiter as one table, and shows rows in the comment', async ({
    compare,
  }) => {
    const { run, rows, comment } = await compare('Texts', {
      ...{ 'diff-key': 'auto', 'diff-samples': 'comment', 'fail-on': 'rows-removed>0, rows-changed>5%' },
    })
    expect(rows).toMatchObject({
      ...{ key: ['id'], isKeyFound: true, rows: { base: 600, now: 600 } },
      ...{ added: exactly(1), removed: exactly(1), shared: exactly(599), changed: exactly(6) },
      columns: [{ name: 'amount', differing: exactly(6) }],
    })
    expect(run.outputs).toMatchObject({ verdict: 'rule-broken', breaches: '["rows-removed>0"]' })
    expect(comment).toContain('`id`, which was found')
    expect(comment).toContain('| `100` | `amount` `12.5` → `13` |')
  })

  test('estimates beyond `diff-max-rows`, says the rate, and leaves a rule within the interval undecided', async ({
    compare,
  }) => {
    const rules = 'rows-changed>20%, changed(amount)>1%, rows-changed>10%'
    const { run, rows, comment } = await compare('Many', { 'diff-max-rows': '5000', 'fail-on': rules })
    const amount = (field: string, ...path: string[]) => Number(getField(rows, field, ...path))
    expect(rows).toMatchObject({ rows: { base: 40_000, now: 40_000 }, sampledOneIn: 16 })
    expect(amount('changed', 'from')).toBeLessThan(4000)
    expect(amount('changed', 'to')).toBeGreaterThan(4000)
    expect(amount('changed', 'to') - amount('changed', 'from')).toBeLessThan(4000)
    expect(comment).toContain('Estimated from one in 16 keys (`diff-max-rows`), with intervals of 95 %.')
    expect(run.outputs).toMatchObject({ verdict: 'rule-broken', breaches: '["changed(amount)>1%"]' })
    const result = parseJson(await readFile(run.outputs['result-file'] ?? '', 'utf8'))
    expect(getField(result, 'rules', 'undecided')).toMatchObject([
      { rule: 'rows-changed>10%', why: expect.stringMatching(/^The sample does not decide it: /) },
    ])
  })
})
