import { describe, expect, test } from 'vitest'
import { RunLogs } from '../../../src/run/many/run-logs.ts'
import { createFolder, createLog } from '../fixtures.ts'

/** The lines of a step with two runs whose logs are written in turns. */
async function writeLogs(mode: 'live' | 'prefixed' | 'grouped') {
  const log = createLog()
  const logs = new RunLogs(log, await createFolder())
  const [one, two] = [logs.open('daily [day=1]', mode), logs.open('daily [day=2]', mode)]
  await one.startGroup('Preparation')
  two.info('Image x')
  await one.printUntrusted(['::error::a', 'b'])
  await two.printUntrusted(['c'])
  await Promise.all([two.finish(), one.finish()])
  return log.lines
}

describe('RunLogs', () => {
  test('names the run in the title of its live groups', async () => {
    expect(await writeLogs('live')).toEqual([
      'group: daily [day=1]: Preparation',
      'Image x',
      '| ::error::a',
      '| b',
      '| c',
    ])
  })

  test('prefixes lines with their run', async () => {
    expect(await writeLogs('prefixed')).toEqual([
      'daily [day=1]: Preparation',
      'daily [day=2]: Image x',
      '| daily [day=1]: ::error::a',
      '| daily [day=1]: b',
      '| daily [day=2]: c',
    ])
  })

  test('prints each log in a group of its own when its run has ended', async () => {
    expect(await writeLogs('grouped')).toEqual([
      ...['group: daily [day=2]', 'Image x', '| c'],
      ...['group: daily [day=1]', 'Preparation', '| ::error::a', '| b'],
    ])
  })

  test('announces a warning once, and of each level no more than GitHub shows', async () => {
    const log = createLog()
    const logs = new RunLogs(log, await createFolder())
    const [one, two] = [logs.open('one', 'prefixed'), logs.open('two', 'prefixed')]
    await one.warning('Slow.')
    await two.warning('Slow.')
    for (let index = 0; index < 20; index += 1) await two.notice(`n${index}`)
    expect(log.lines.slice(0, 2)).toEqual(['warning: one: Slow.', 'two: Slow.'])
    expect(log.lines.filter((line) => line.startsWith('notice: '))).toHaveLength(8)
    expect(log.lines.at(-1)).toBe('two: n19')
  })

  test('announces no warning inside the group of another run', async () => {
    const log = createLog()
    const logs = new RunLogs(log, await createFolder())
    const [one, two] = [logs.open('one', 'grouped'), logs.open('two', 'grouped')]
    await one.printUntrusted(Array.from({ length: 3000 }, (_, index) => `${index}`))
    await Promise.all([one.finish(), two.warning('Slow.'), logs.say('two: started.')])
    expect(log.lines.slice(-2)).toEqual(['warning: two: Slow.', 'two: started.'])
  })
})
