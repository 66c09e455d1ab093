import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { runDocker } from '../testbed/docker.ts'
import { replaceBase, startS3 } from '../testbed/first-run.ts'
import { root } from '../testbed/process.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'
import { type Double, FailedStep, runWorkflow, type WorkflowOptions } from '../testbed/workflow.ts'
import { test } from '../testbed/world.ts'

/** What the jobs use of this repository. */
const used = ['script', 'examples/pipeline', 'test/testbed/pipeline']

const checkout: Double = async ({ workspace }) => {
  for (const path of used) await cp(join(root, path), join(workspace, path), { recursive: true })
  await replaceBase(join(workspace, 'examples/pipeline/Dockerfile'))
  // Other tests have containers of the action at the same time. test/script/e2e.test.ts runs the script.
  await writeFile(join(workspace, 'script/e2e-left'), '#!/bin/sh\n', { mode: 0o755 })
  return {}
}

const options: Omit<WorkflowOptions, 'file'> = {
  event: { name: 'schedule', cron: '23 3 * * *' },
  env: { AWS_EC2_METADATA_DISABLED: 'true', NO_PROXY: '127.0.0.1,localhost' },
  token: 'ghs_0123456789abcdefghijABCDEFGHIJ012345',
  services: { 'motoserver/moto': startS3 },
  doubles: { 'actions/checkout': checkout },
  isTimeUp: (line) => line.includes('sleeping for'),
  ...(process.env['RUN_ACTION_DIST'] && { dist: process.env['RUN_ACTION_DIST'] }),
}

const callReusable: Double = async ({ with: inputs }) => {
  const { day } = await runWorkflow({ ...options, file: '.github/workflows/e2e-reusable.yml', inputs })
  if (day?.result !== 'success') throw new FailedStep(day?.printed ?? 'no job')
  return {}
}

test('e2e.yml passes with the action on this machine, in its jobs for Docker', { timeout: 300_000 }, async () => {
  await using folder = await makeTemporaryFolder('e2e-')
  const text = await readFile(join(root, '.github/workflows/e2e.yml'), 'utf8')
  expect(text).toContain('run-timeout-minutes: 0.5\n')
  const file = join(folder.path, 'e2e.yml')
  await writeFile(file, text.replace('run-timeout-minutes: 0.5\n', 'run-timeout-minutes: 0.05\n'))
  try {
    const { local, reusable } = await runWorkflow({
      ...options,
      file,
      only: ['local', 'reusable'],
      doubles: { ...options.doubles, './.github/workflows/e2e-reusable.yml': callReusable },
    })
    expect(reusable?.result, reusable?.printed).toBe('success')
    expect(local?.result, local?.printed).toBe('success')
    expect(local?.runsOn).toEqual(['ubuntu-latest', 'ubuntu-24.04-arm'])
    expect(local?.printed).toContain('limited: cancelled:cancelled\n')
  } finally {
    await runDocker(['rmi', 'end-to-end'])
  }
})
