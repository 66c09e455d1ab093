import { describe, expect, test } from 'vitest'
import type { PlannedRun } from '../../../src/plan/plan.ts'
import type { Status } from '../../../src/report/report.ts'
import { RunGraph } from '../../../src/run/many/run-graph.ts'
import { createPlanned } from './fixtures.ts'

const output = { name: 'made', uuid: 'u1', uri: 's3://b/u1' }
const first = createPlanned('first', { day: '1' })
const second = createPlanned('second')
const names = (runs: readonly PlannedRun[]) => runs.map(({ label }) => label.name)

/** The state of a graph after `first` has ended so, before `second` has ended. */
function endFirst(status: Status, dependent: PlannedRun) {
  const graph = new RunGraph([first, second, dependent])
  graph.begin(first)
  graph.begin(second)
  graph.end(first, { status, output })
  const blocked = graph.takeBlocked().map(({ reason }) => reason)
  return { graph, blocked, ready: names(graph.listReady()) }
}

describe('RunGraph', () => {
  test('lists the runs whose needs have ended, in the order of the plan', () => {
    const dependent = createPlanned('dependent', { needs: [second] })
    const graph = new RunGraph([first, second, dependent])
    expect(names(graph.listReady())).toEqual(['first', 'second'])
    graph.begin(second)
    expect(names(graph.listReady())).toEqual(['first'])
    graph.end(second, { status: 'succeeded', output })
    expect(names(graph.listReady())).toEqual(['first', 'dependent'])
    expect(graph.endedCount).toBe(1)
  })

  test.each<[Status, readonly string[], readonly string[]]>([
    ['succeeded', [], ['dependent']],
    ['reused', [], ['dependent']],
    ['skipped', [], ['dependent']],
    ['failed', ['It needs first [day=1], which failed.'], []],
    ['cancelled', ['It needs first [day=1], which was cancelled.'], []],
    ['detached', ['It needs first [day=1], which continues without this step.'], []],
    ['submitted', ['It needs first [day=1], which was submitted and not followed.'], []],
  ])('decides about a run that needs a run which is %s', (status, blocked, ready) => {
    const result = endFirst(status, createPlanned('dependent', { needs: [first] }))
    expect(result).toMatchObject({ blocked, ready })
  })

  test('names the run that failed to all runs that follow from it', () => {
    const dependent = createPlanned('dependent', { needs: [first] })
    const last = createPlanned('last', { needs: [second, dependent] })
    const graph = new RunGraph([first, second, dependent, last])
    graph.end(first, { status: 'failed', output })
    expect(graph.takeBlocked().map(({ planned, reason }) => [planned.label.name, reason])).toEqual([
      ['dependent', 'It needs first [day=1], which failed.'],
      ['last', 'It needs first [day=1], which failed.'],
    ])
    expect(names(graph.waiting)).toEqual(['second'])
    expect(graph.endedCount).toBe(3)
  })

  test('lets a run with `when: always` wait until all that it needs have ended', () => {
    const { graph, blocked, ready } = endFirst(
      'failed',
      createPlanned('report', { needs: [first, second], when: 'always' }),
    )
    expect([blocked, ready]).toEqual([[], []])
    graph.end(second, { status: 'cancelled' })
    expect(graph.takeBlocked()).toEqual([])
    expect(names(graph.listReady())).toEqual(['report'])
  })

  test('does not start a run without its input, also with `when: always`', () => {
    const dependent = createPlanned('dependent', { needs: [first], inputFrom: first, when: 'always' })
    expect(endFirst('failed', dependent)).toMatchObject({
      blocked: ['It needs first [day=1], which failed.'],
      ready: [],
    })
    expect(endFirst('skipped', dependent).graph.getInput(dependent)).toEqual({ kind: 'uuid', uuid: 'u1' })
  })

  test('makes a run again when another run that it needs was made, unless its input comes from that run', () => {
    const other = createPlanned('other', { needs: [first] })
    const fed = createPlanned('fed', { needs: [first], inputFrom: first })
    const decide = (status: Status) => [other, fed].map((each) => endFirst(status, each).graph.mustRun(each))
    expect([decide('succeeded'), decide('skipped'), decide('reused')]).toEqual([
      [true, false],
      [false, false],
      [false, false],
    ])
  })

  describe('where a job can wait for others in its queue', () => {
    const can = { ...first.run.backend.can, maxDependencies: 2 }
    const backend = { ...first.run.backend, can }
    const sources = ['1', '2', '3'].map((day) => createPlanned('source', { day }))

    /** The state of a graph after these sources have ended so, with a run that needs all of them. */
    function endSources(
      statuses: readonly Status[],
      changes: Partial<PlannedRun> = {},
      { isLeaving = true, laneDependencies = 0 } = {},
    ) {
      const needs = sources.slice(0, statuses.length)
      const last = createPlanned('last', { needs, ...changes, run: { backend } })
      const graph = new RunGraph([...needs, last], { isLeaving, laneDependencies })
      for (const [index, need] of needs.entries()) {
        const [status = 'failed', id] = [statuses[index], `job-${index + 1}`]
        graph.end(need, { status, output: { ...output, uuid: `u${index + 1}` }, job: { id, name: id } })
      }
      const blocked = graph.takeBlocked().map(({ reason }) => reason)
      return { graph, last, blocked, ready: names(graph.listReady()) }
    }

    test.each<readonly [readonly Status[], readonly string[]]>([
      [['submitted'], ['job-1']],
      [
        ['detached', 'submitted'],
        ['job-1', 'job-2'],
      ],
      [['succeeded', 'submitted', 'skipped'], ['job-2']],
      [['reused', 'skipped'], []],
    ])('starts a run whose needs are %j after those jobs', (statuses, dependencies) => {
      const { graph, last, blocked, ready } = endSources(statuses)
      expect([blocked, ready, graph.listDependencies(last)]).toEqual([[], ['last'], dependencies])
      expect(graph.mustRun(last)).toBe(dependencies.length > 0)
    })

    test.each<readonly [readonly Status[], Partial<PlannedRun>, Parameters<typeof endSources>[2], string]>([
      [['submitted', 'failed'], {}, {}, 'It needs source [day=2], which failed.'],
      [['detached'], {}, { isLeaving: false }, 'It needs source [day=1], which continues without this step.'],
      [
        ['succeeded', 'detached'],
        { when: 'always' },
        {},
        'It needs source [day=2], which continues without this step. In a queue, a job waits only for the success of others, and not for their end (`when: always`).',
      ],
      [
        ['submitted', 'submitted', 'submitted'],
        {},
        {},
        'It needs 3 jobs that continue without this step, and a job in a queue waits for at most 2.',
      ],
      [
        ['submitted', 'detached'],
        {},
        { laneDependencies: 1 },
        'It needs 2 jobs that continue without this step, and a job in a queue waits for at most 1 besides that of `max-parallel`.',
      ],
    ])('does not start a run whose needs are %j of %j (%j)', (statuses, changes, queue, reason) => {
      expect(endSources(statuses, changes, queue)).toMatchObject({ blocked: [reason], ready: [] })
    })

    test('gives a run the output that its source is about to make, or has made', () => {
      const getInput = (status: Status) => {
        const { graph, last } = endSources([status], sources[0] && { inputFrom: sources[0] })
        return [graph.getInput(last), graph.mustRun(last)]
      }
      expect(getInput('submitted')).toEqual([{ kind: 'promised', uuid: 'u1', name: 'made' }, false])
      expect(getInput('skipped')).toEqual([{ kind: 'uuid', uuid: 'u1' }, false])
    })
  })
})
