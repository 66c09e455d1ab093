import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/report/report.ts'
import {
  createAttemptsSection,
  createParamsSection,
  createReuseSection,
  createRunSection,
  formatCost,
} from '../../../src/report/sections/run-table.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { batch, produced, started } from '../fixtures/reports.ts'

describe('createRunSection', () => {
  const render = (report: Report) => renderSection(createRunSection(report))

  test('shows a container, and tags without those of Disdat', () => {
    const text = render(produced)
    expect(text).toContain('| container | `disdat-orders-1` |')
    expect(text).toContain('| output tags | `tier:gold` `pr:57` |')
    expect(text).toContain('| phases | image 3.2 s · input 0.7 s')
  })

  test('links a job, its definition, its queue and its log', () => {
    const pages = {
      url: 'https://a.example/job',
      definitionUrl: 'https://a.example/d',
      queueUrl: 'https://a.example/q',
    }
    const job = { id: 'job-1', name: 'orders', definition: 'orders:7', queue: 'nightly', ...pages }
    const text = render({ ...batch, job, logUrl: 'https://a.example/log' })
    expect(text).toContain('| job | `orders` [`job-1`](https://a.example/job) |')
    expect(text).toContain('| job definition | [`orders:7`](https://a.example/d) |')
    expect(text).toContain('| queue | [`nightly`](https://a.example/q) |')
    expect(text).toContain('| log | [CloudWatch Logs](https://a.example/log) |')
    const { definitionUrl: _, queueUrl: __, ...unlinked } = job
    expect(render({ ...batch, job: unlinked })).toContain('| queue | `nightly` |')
  })

  test('shows at most 50 parameters, and 5 when it shrinks', () => {
    const params = new Map(Array.from({ length: 52 }, (_, n) => [`p${n}`, 'x'.repeat(400)]))
    const [full, short] = createRunSection({ ...started, params }).variants.map((variant) => variant())
    expect(full?.match(/`p\d+=x{296,297} …`/g)).toHaveLength(50)
    expect(full).toContain(' and 2 more |')
    expect(short).toContain(' and 47 more |')
  })
})

describe('createAttemptsSection', () => {
  const attempt = {
    startedAt: new Date(0),
    stoppedAt: new Date(61_000),
    exitCode: undefined,
    reason: 'Host EC2 | <b>',
    logUrl: 'https://console/a',
  }
  const render = (attempts: Report['attempts'] & object) => renderSection(createAttemptsSection({ ...batch, attempts }))

  test('shows each of several attempts', () => {
    const text = render([attempt, { ...attempt, exitCode: 0, reason: undefined, logUrl: undefined }])
    expect(text).toContain('<summary>2 attempts</summary>')
    expect(text).toContain('| 1 | 1970-01-01 00:00 UTC | 1 min 1 s |  | Host EC2')
    expect(text).toContain('| 2 | 1970-01-01 00:00 UTC | 1 min 1 s | 0 |  |  |')
  })

  test('shows the last ten attempts with their numbers', () => {
    const text = render(Array.from({ length: 12 }, () => attempt))
    expect(text).toContain('\n| 3 | ')
    expect(text).not.toContain('\n| 2 | ')
    expect(text).toContain('\n| 12 | ')
  })

  test('is empty for a single attempt', () => {
    expect(render([attempt])).toBe('')
  })
})

describe('createParamsSection', () => {
  test('shows the parameters in one line', () => {
    const params = new Map([
      ['day', '2026-01-05'],
      ['sep', '|'],
    ])
    expect(renderSection(createParamsSection({ ...started, params }))).toBe('**Parameters:** `day=2026-01-05` `sep=|`')
    expect(renderSection(createParamsSection({ ...started, params: new Map() }))).toBe('')
  })
})

describe('createReuseSection', () => {
  test('says whether Disdat could reuse a bundle', () => {
    const reuse = { possible: false, why: 'Not possible: `force` is set.' }
    expect(renderSection(createReuseSection({ ...started, reuse }))).toBe(
      '**Reuse:** Not possible\\: `force` is set\\.',
    )
    expect(renderSection(createReuseSection(started))).toBe('')
  })
})

describe('formatCost', () => {
  test('formats the known resources', () => {
    expect(formatCost({ vcpuHours: 0.2345, gibHours: 0.94 })).toBe('0.23 vCPU·h, 0.94 GiB·h')
    expect(formatCost({ gibHours: 2 })).toBe('2 GiB·h')
    expect(formatCost({})).toBe('')
  })
})
