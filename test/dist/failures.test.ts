import { describe, expect } from 'vitest'
import { nameImage } from '../testbed/generations.ts'
import { test } from '../testbed/world.ts'

/** Pipes that fail in different ways, and the expected report. */
const failures = [
  {
    what: 'an exception of the pipe',
    inputs: { 'pipe-class': 'pipelines.faults.Raises' },
    verdict: 'pipe-error',
    exitCode: '74',
    evidence: /Task Raises\(\) failed with KeyError: 'pear' \(exit code 74\)/,
    where: /pipelines\/faults\.py:2\d/,
  },
  {
    what: 'an exception of a pipe in an image with an entry point',
    inputs: { image: nameImage('0.8.25'), 'pipe-class': 'pipelines.orders.Raises' },
    verdict: 'pipe-error',
    exitCode: '74',
    evidence: /KeyError: 'pear'/,
    where: /pipelines\/orders\.py:\d+/,
  },
  {
    what: 'a parameter that the pipe does not have',
    inputs: { 'pipe-class': 'pipelines.faults.Raises', params: 'colour: blue' },
    verdict: 'unknown-parameter',
    exitCode: '1',
    evidence: /Parameter colour is not defined in class Raises/,
  },
  {
    what: 'a parameter that the pipe of an image with an entry point does not have',
    inputs: { image: nameImage('0.8.25'), 'pipe-class': 'pipelines.orders.DailyOrders', params: 'colour: blue' },
    verdict: 'unknown-parameter',
    exitCode: '1',
    evidence: /Parameter colour is not defined in class DailyOrders/,
  },
  {
    what: 'a missing parameter',
    inputs: { 'pipe-class': 'pipelines.faults.Sleeps' },
    verdict: 'missing-parameter',
    exitCode: '1',
    evidence: /requires the 'seconds' parameter to be set/,
  },
  {
    what: 'a class that the module does not define',
    inputs: { 'pipe-class': 'pipelines.faults.NoSuchPipe' },
    verdict: 'pipe-not-found',
    exitCode: '1',
    evidence: /module 'pipelines\.faults' has no attribute 'NoSuchPipe'/,
  },
  {
    what: 'a module that the image does not contain',
    inputs: { 'pipe-class': 'pipelines.elsewhere.Raises', image: 'disdat-pipelines-faults' },
    verdict: 'pipe-not-found',
    exitCode: '1',
    evidence: /No module named 'pipelines\.elsewhere'/,
  },
  {
    what: 'a pipe that exceeds its memory limit',
    inputs: { 'pipe-class': 'pipelines.faults.Allocates', memory: '256MiB' },
    verdict: 'out-of-memory',
    exitCode: '137',
    evidence: /The container was killed because it ran out of memory \(the limit is 256 MiB; exit code 137\)/,
  },
  {
    what: 'a pipe that exceeds its time limit',
    inputs: { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 600', 'run-timeout-minutes': '0.05' },
    verdict: 'timeout',
    exitCode: undefined,
    evidence: /The pipe did not end within 3\.0 s and was stopped/,
  },
  {
    what: 'an output that was not pushed',
    inputs: { 'pipe-class': 'pipelines.faults.NoOutput' },
    verdict: 'no-output',
    exitCode: '0',
    evidence: /ended with exit code 0, but its output bundle is not on the remote/,
  },
  {
    what: 'a container that exits with 0 before its task ends',
    inputs: { 'pipe-class': 'pipelines.faults.ExitsZeroUnfinished' },
    verdict: 'no-output',
    exitCode: '0',
    evidence: /ended with exit code 0, but its output bundle is not on the remote/,
  },
]

describe('a failed run is reported', () => {
  test.for(failures)('as `$verdict` for $what', async ({ inputs, verdict, exitCode, evidence, where }, { world }) => {
    const run = await world.runAction(inputs)
    // The step has one error annotation, with evidence and advice.
    const errors = run.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
    expect(errors).toEqual([expect.stringMatching(new RegExp(`^${verdict}: .+\\. .+\\.$`, 's'))])
    expect(errors).toEqual([expect.stringMatching(evidence)])
    if (where) expect(errors).toEqual([expect.stringMatching(where)])
    expect(run).toMatchObject({ exitCode: 1, conclusion: 'failure' })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict })
    expect(run.outputs['exit-code']).toBe(exitCode)

    // The summary has the same text.
    expect(run.summary).toContain(`### ❌ Failed: \`${verdict}\``)
    expect(run.summary).toContain(`docs/troubleshooting.md#${verdict})`)
    if (where) expect(run.summary).toMatch(where)

    // No output is claimed to exist.
    const uuid = run.outputs['output-bundle-uuid']
    expect(await world.listKeys(`dsdt/context/shop/objects/${uuid}/`)).toEqual([])
    expect(run.outputs['output-path']).toBeUndefined()
    expect(run.summary).not.toContain('| output | ')
  })
})
