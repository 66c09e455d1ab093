import { expect, test } from 'vitest'
import { EndAnnouncements } from '../../../src/backends/batch/end-announcements.ts'

const forever = Number.POSITIVE_INFINITY

/** The times of the polls that the announcements cause, when each poll is made as soon as it is due. */
function pollAll(announcements: EndAnnouncements, id: string): readonly number[] {
  const times: number[] = []
  for (let at = announcements.getNextTime([id]); at < forever; at = announcements.getNextTime([id])) {
    expect(announcements.listDue([id, 'other'], at)).toStrictEqual([id])
    announcements.recordPoll(id, at, false)
    times.push(at)
  }
  return times
}

test('EndAnnouncements polls a job at once, and six more times within 20 s', () => {
  const announcements = new EndAnnouncements()
  expect(announcements.getNextTime(['a'])).toBe(forever)
  expect(announcements.add('a', 60_000)).toBe(true)
  expect(pollAll(announcements, 'a').map((ms) => ms / 1000 - 60)).toStrictEqual([0, 1, 2, 4, 7, 12, 20])
  expect(announcements.has('a')).toBe(false)
})

test('EndAnnouncements counts three announcements of a job, however many there are', () => {
  const announcements = new EndAnnouncements()
  let polls = 0
  for (let announcement = 0; announcement < 1_000; announcement += 1) {
    announcements.add('a', announcement * 60_000)
    polls += pollAll(announcements, 'a').length
  }
  expect(polls).toBe(21)
  expect(announcements.add('b', 0)).toBe(true)
})

test('EndAnnouncements ends with the job, and ignores polls of other jobs', () => {
  const announcements = new EndAnnouncements()
  announcements.recordPoll('a', 0, false)
  expect(announcements.has('a')).toBe(false)
  announcements.add('a', 0)
  announcements.recordPoll('a', 0, true)
  expect(announcements.has('a')).toBe(false)
})
