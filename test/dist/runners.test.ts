import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../testbed/batch-world.ts'
import { checkFailure } from '../testbed/failing.ts'

test('steps that run at once share a home and a local context, and one of them can be cancelled', async ({
  world,
  batch,
}) => {
  const { image } = batch.inputs
  const print = (lines: number) =>
    world.runAction({
      image,
      'pipe-class': 'pipelines.faults.Prints',
      'output-bundle': `at-once-${lines}`,
      params: `lines: ${lines}`,
    })
  const sleep = () =>
    world.runAction(
      { image, 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 120' },
      { signalWhen: (line) => line.includes('sleeping for ') },
    )
  const [first, second, cancelled] = await Promise.all([print(3), print(4), sleep()])
  expect(checkFailure(cancelled).error).toMatch(/^cancelled: /)
  expect(cancelled.signals).not.toContain('SIGKILL')
  const results = [first, second]
  for (const { exitCode, outputs, annotations } of results) {
    expect({ exitCode, annotations, status: outputs['status'] }).toEqual({
      exitCode: 0,
      annotations: [],
      status: 'succeeded',
    })
    expect(outputs['output-path']).toBe(
      join(world.home.path, '.disdat/context/local/objects', outputs['output-bundle-uuid'] ?? '-'),
    )
  }
  expect(new Set(results.map(({ outputs }) => outputs['output-bundle-uuid'])).size).toBe(2)
  const { stdout } = await world.home.runDsdt('ls')
  expect(['at-once-3', 'at-once-4'].filter((name) => !stdout.includes(name))).toEqual([])
})

test('a Windows runner without an engine runs a pipe on Batch, and debug logging shows its requests', async ({
  world,
  batch,
}) => {
  const cwd = await world.createFolder()
  const folders = { GITHUB_WORKSPACE: 'D:\\a\\pipelines\\pipelines', RUNNER_TEMP: 'D:\\a\\_temp' }
  for (const folder of Object.values(folders)) await mkdir(join(cwd, folder))
  const { exitCode, outputs, annotations, commands } = await world.runAction(
    {
      ...batch.inputs,
      dialect: 'luigi',
      'pipe-class': 'pipelines.faults.Prints',
      'output-bundle': 'on-windows',
      params: 'lines: 3',
    },
    {
      cwd,
      context: { RUNNER_OS: 'Windows', ...folders },
      env: { ...batch.env, DOCKER_HOST: 'tcp://127.0.0.1:1' },
      debug: true,
    },
  )
  expect({ exitCode, annotations, status: outputs['status'] }).toEqual({
    exitCode: 0,
    annotations: [],
    status: 'succeeded',
  })
  expect(outputs['result-file']).toContain(`${folders.RUNNER_TEMP}/disdat-run-`)
  expect((await world.home.runDsdt('ls')).stdout).toContain('on-windows')
  const lines = commands.filter(({ name }) => name === 'debug').map(({ data }) => data)
  const requests = lines.filter((line) => /^[A-Z]+ \S+: /.test(line))
  // AWS Batch, and the index of the remote on S3.
  for (const method of ['POST', 'PUT'])
    expect(requests).toContainEqual(expect.stringMatching(new RegExp(`^${method} 127\\.0\\.0\\.1: 200 in \\d+ ms$`)))
  expect(requests.filter((line) => !/^[A-Z]+ [\w.:/-]+: (\d{3}|[A-Z_]+|failed) in \d+ ms$/.test(line))).toEqual([])
})
