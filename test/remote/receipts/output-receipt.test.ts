import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatReceipt,
  isReceiptFor,
  maxReceiptBytes,
  type OutputReceipt,
  parseReceipt,
} from '../../../src/remote/receipts/output-receipt.ts'
import { createTestReceipt } from './fixtures.ts'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value))

/** The receipt as JSON, with some fields replaced. */
function changeJson(changes: Readonly<Record<string, unknown>>): Uint8Array {
  const value: object = JSON.parse(Buffer.from(formatReceipt(createTestReceipt()) ?? []).toString())
  return encode({ ...value, ...changes })
}

const acceptedBreach = { rule: 'empty', evidence: 'No rows.', by: 'ann', at: new Date(0), how: 'label' }

/** A receipt without its optional fields. */
const { remoteContext, pipeClass, params, outputBundle, bundle, finishedAt } = createTestReceipt()
const smallest: OutputReceipt = { remoteContext, pipeClass, params, outputBundle, bundle, finishedAt }

describe('parseReceipt', () => {
  test('reads what formatReceipt writes', () => {
    const plain = { noNullPrototype: true }
    const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((value) => value.isWellFormed())
    const uuid = fc.uuid()
    const amount = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })
    const date = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
    const receipts = fc.record(
      {
        remoteContext: text,
        pipeClass: text,
        outputBundle: text,
        params: fc.array(fc.tuple(text, text)).map((entries) => new Map(entries)),
        bundle: fc.record({ uuid, name: text, processingName: text, createdSeconds: fc.integer() }, plain),
        input: uuid,
        image: fc.record({ reference: text, fingerprint: text }, plain),
        commit: text,
        rows: fc.nat(),
        bytes: fc.nat(),
        nulls: fc.array(fc.tuple(text, fc.nat())).map((entries) => new Map(entries)),
        tookMs: amount,
        vcpuHours: amount,
        accepted: fc.array(
          fc.record(
            { rule: text, evidence: text, by: fc.constant('ann'), at: date, how: fc.constantFrom('label', 'comment') },
            plain,
          ),
        ),
        finishedAt: date,
      },
      { ...plain, requiredKeys: ['remoteContext', 'pipeClass', 'outputBundle', 'params', 'bundle', 'finishedAt'] },
    )
    fc.assert(
      fc.property(receipts, (receipt) => {
        const bytes = formatReceipt(receipt)
        expect(bytes && parseReceipt(bytes)).toEqual(receipt)
      }),
    )
  })

  test('returns a receipt or undefined for any bytes, and never throws', () => {
    const change = fc.record({ version: fc.constantFrom(1, 2), params: fc.jsonValue(), bundle: fc.jsonValue() })
    const fields = fc.dictionary(fc.constantFrom(...Object.keys(createTestReceipt())), fc.jsonValue())
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.tuple(change, fields).map(([a, b]) => changeJson({ ...a, ...b })),
        ),
        (bytes) => {
          parseReceipt(bytes)
        },
      ),
    )
  })

  test('returns undefined for every truncation', () => {
    const bytes = formatReceipt(createTestReceipt()) ?? new Uint8Array()
    expect(bytes.length).toBeGreaterThan(0)
    for (let length = 0; length < bytes.length; length++)
      expect(parseReceipt(bytes.subarray(0, length))).toBeUndefined()
  })

  test.each([
    ['another version', { version: 2 }],
    ['no version', { version: undefined }],
    ['no context', { remoteContext: undefined }],
    ['a number as its class', { pipeClass: 7 }],
    ['parameters that are an object', { params: { day: '1' } }],
    ['a parameter without a value', { params: [['day']] }],
    [
      'a parameter twice',
      {
        params: [
          ['day', '1'],
          ['day', '2'],
        ],
      },
    ],
    ['a parameter with three parts', { params: [['day', '1', '2']] }],
    ['no bundle', { bundle: undefined }],
    ['a bundle whose uuid is a path', { bundle: { ...createTestReceipt().bundle, uuid: '../../secret' } }],
    ['an endless date', { bundle: { ...createTestReceipt().bundle, createdSeconds: null } }],
    ['an input that is not a uuid', { input: 'raw.orders' }],
    ['an image without a reference', { image: {} }],
    ['a negative number of rows', { rows: -1 }],
    ['a fraction of a byte', { bytes: 0.5 }],
    ['missing values that are texts', { nulls: [['price', '1']] }],
    ['a login with a line break', { accepted: [{ ...acceptedBreach, by: 'ann\n@bob' }] }],
    ['another way to accept', { accepted: [{ ...acceptedBreach, how: 'magic' }] }],
    ['an acceptance without a time', { accepted: [{ ...acceptedBreach, at: undefined }] }],
    ['an acceptance that is not a list', { accepted: acceptedBreach }],
    ['a negative duration', { tookMs: -1 }],
    ['a link that is a script', { run: { url: 'javascript:alert(1)', runNumber: 1, attempt: 1 } }],
    ['a link with markdown', { run: { url: 'https://a.b/x)[y](https://c', runNumber: 1, attempt: 1 } }],
    ['a link with a password', { run: { url: 'https://a:b@c/d', runNumber: 1, attempt: 1 } }],
    ['an invalid time', { finishedAt: 'yesterday' }],
  ])('returns undefined for %s', (_, changes) => {
    expect(parseReceipt(changeJson({}))).toEqual(createTestReceipt())
    expect(parseReceipt(changeJson(changes))).toBeUndefined()
  })

  test('returns undefined for more bytes than a receipt can have', () => {
    expect(parseReceipt(changeJson({ more: 'x'.repeat(maxReceiptBytes) }))).toBeUndefined()
  })
})

describe('isReceiptFor', () => {
  const { bundle } = createTestReceipt()

  test('is true of the bundle that the receipt describes', () => {
    expect(isReceiptFor({ bundle }, { ...bundle })).toBe(true)
  })

  test.each([
    ['uuid', { uuid: '33333333-3333-4333-8333-333333333333' }],
    ['name', { name: 'weekly' }],
    ['processing name', { processingName: 'Weekly' }],
    ['time', { createdSeconds: bundle.createdSeconds + 1 }],
  ])('is false of a bundle with another %s', (_, changes) => {
    expect(isReceiptFor({ bundle }, { ...bundle, ...changes })).toBe(false)
  })
})

describe('formatReceipt', () => {
  test('leaves the missing values out of a receipt that is too large with them', () => {
    const nulls = new Map(Array.from({ length: 5000 }, (_, n) => [`a column with a long name ${n}`, n] as const))
    const bytes = formatReceipt(createTestReceipt({ nulls })) ?? new Uint8Array()
    expect(bytes.length).toBeLessThan(maxReceiptBytes)
    expect(parseReceipt(bytes)).toEqual(createTestReceipt({ nulls: undefined }))
  })

  test('returns undefined for a receipt that is too large without them', () => {
    const params = new Map(Array.from({ length: 1000 }, (_, n) => [`${n}`, 'x'.repeat(100)] as const))
    expect(formatReceipt(createTestReceipt({ params }))).toBeUndefined()
  })

  test('keeps a parameter that is called like a property of every object', () => {
    const params = new Map([['__proto__', '1']])
    expect(parseReceipt(formatReceipt({ ...smallest, params }) ?? new Uint8Array())?.params).toStrictEqual(params)
  })
})
