import { expect, test } from 'vitest'
import { reportTransfer } from '../../src/run/report-transfer.ts'
import { createContext } from './fixtures.ts'

test('reportTransfer says that a transfer begins, and returns its result', async () => {
  const { context, lines } = createContext()
  const result = await reportTransfer(context, 'Pulling the output daily.', async (counter) => {
    counter.add(1024)
    return counter.describe(1000)
  })
  expect(result).toBe('1 object, 1.0 KiB, 1.0 KiB/s, 1.0 s')
  expect(lines).toStrictEqual(['Pulling the output daily.'])
})
