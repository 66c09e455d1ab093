import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  parseBatchJob,
  parseDefinitionPage,
  parseEnvironments,
  parseJobPage,
  parseJobs,
  parseLogPage,
  parseQueueSnapshot,
  parseQueues,
  parseRegistration,
  parseSubmission,
} from '../../../src/backends/batch/responses.ts'

describe('parseJobs', () => {
  test('reads the jobs that have an id and a state, and drops the others', () => {
    const response = { jobs: [null, 'x', { jobId: 'a' }, { jobId: 'b', status: 'RUNNING' }, { status: 'FAILED' }] }
    expect(parseJobs(response)).toMatchObject([{ jobId: 'b', status: 'RUNNING' }])
  })

  test.each([[{}], [null], ['<html>'], [{ jobs: null }]])(
    'throws for %j, which says nothing about any job',
    (response) => {
      expect(() => parseJobs(response)).toThrow('the response has no list `jobs`')
    },
  )
})

describe('parseJobPage', () => {
  test('reads the jobs and the token of the next page', () => {
    const response = { jobSummaryList: [null, { jobId: 'a' }], nextToken: '2' }
    expect(parseJobPage(response)).toMatchObject({ jobSummaryList: [{ jobId: 'a' }], nextToken: '2' })
  })

  test.each([[{}], [null], ['<html>'], [{ jobSummaryList: null }]])(
    'throws for %j, which does not show that there is no job',
    (response) => {
      expect(() => parseJobPage(response)).toThrow('the response has no list `jobSummaryList`')
    },
  )
})

test('parseBatchJob takes no value of another type', () => {
  const odd = { jobId: 'a', status: 'FAILED', startedAt: 1e300, container: { exitCode: 1e300, environment: [null] } }
  expect(parseBatchJob(odd)).toMatchObject({
    startedAt: undefined,
    container: { exitCode: undefined, environment: [] },
    attempts: [],
  })
})

describe('the name of a job', () => {
  const parseName = (jobName: string) => parseBatchJob({ jobId: 'a', status: 'RUNNING', jobName })?.jobName

  test('is read as Batch allows it', () => {
    for (const name of ['disdat-p-Orders-b95787e8a240731b', 'a_1', 'x'.repeat(128)]) expect(parseName(name)).toBe(name)
  })

  test.each([['a\n::error::x'], ['\u001b[31mred'], ['<img>'], ['x'.repeat(129)], ['-a'], [''], ['a\n']])(
    'is unknown for %j, and the job is followed',
    (name) => {
      expect(parseBatchJob({ jobId: 'a', status: 'RUNNING', jobName: name })).toMatchObject({ jobId: 'a' })
      expect(parseName(name)).toBeUndefined()
      expect(parseSubmission({ jobId: 'a', jobName: name })?.jobName).toBeUndefined()
    },
  )
})

test.each([
  ['parseLogPage', parseLogPage, 'events'],
  ['parseQueues', parseQueues, 'jobQueues'],
  ['parseEnvironments', parseEnvironments, 'computeEnvironments'],
  ['parseDefinitionPage', parseDefinitionPage, 'jobDefinitions'],
] as const)('%s throws for a response without its list, and reads an empty one', (_, parse, list) => {
  for (const response of [{}, null, '<html>', { [list]: null }, { [list]: 'x' }])
    expect(() => parse(response)).toThrow(`the response has no list \`${list}\``)
  expect(JSON.stringify(parse({ [list]: [] }))).toContain('[]')
})

test.each([
  ['parseQueues', parseQueues, 'jobQueues'],
  ['parseEnvironments', parseEnvironments, 'computeEnvironments'],
  ['parseDefinitionPage', parseDefinitionPage, 'jobDefinitions'],
] as const)('%s throws for an unreadable item, which is not an absent one', (_, parse, list) => {
  expect(() => parse({ [list]: [{}, null] })).toThrow('the response has an unreadable item')
})

test.each([
  ['parseLogPage', parseLogPage, { events: [null, { message: 5 }] }, { events: [{ message: undefined }] }],
  ['parseQueues', parseQueues, { jobQueues: [{}] }, [{ computeEnvironmentOrder: [] }]],
  ['parseDefinitionPage', parseDefinitionPage, { jobDefinitions: [{ tags: 5 }] }, { jobDefinitions: [{ tags: {} }] }],
] as const)('%s takes no value of another type', (_, parse, response, result) => {
  expect(parse(response)).toMatchObject(result)
})

test.each([
  ['parseQueueSnapshot', parseQueueSnapshot, { frontOfQueue: 5 }, { frontOfQueue: undefined }],
  ['parseSubmission', parseSubmission, { jobId: 5 }, { jobId: undefined }],
  ['parseRegistration', parseRegistration, { revision: '7' }, { revision: undefined }],
] as const)('%s reads what it can', (_, parse, response, result) => {
  expect(parse(response)).toMatchObject(result)
  fc.assert(fc.property(fc.anything(), (value) => void parse(value)))
})
