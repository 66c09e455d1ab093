import { describe, expect, test } from 'vitest'
import { createRunChangesSections } from '../../../src/report/sections/run-changes.ts'
import { createCompared } from '../fixtures/comparison-states.ts'
import { comparison, identical } from '../fixtures/comparisons.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { started } from '../fixtures/reports.ts'

const label = (name: string, day: string) => ({ name, values: new Map([['day', day]]) })

describe('createRunChangesSections', () => {
  test('has a table for each run, the greatest changes first', () => {
    const sections = createRunChangesSections([
      { ...createCompared('none', identical), label: label('clean', '1') },
      { ...createCompared('none', identical), label: label('daily', '1') },
      { ...createCompared('schema', comparison), label: label('daily', '2') },
      { ...started, label: label('daily', '3') },
    ])
    expect(sections.map(renderSection)).toStrictEqual([
      `<details><summary>Changes of clean: 1 × ✅ same data</summary>

| values | change | rows | Δ |
|---|---|--:|--:|
| \`1\` | ✅ same data | 1,187,002 | same |

</details>`,
      `<details><summary>Changes of daily: 1 × ⚠️ schema changed, 1 × ✅ same data</summary>

| values | change | rows | Δ |
|---|---|--:|--:|
| \`2\` | ⚠️ schema changed | 1,187,002 | −1.4 % |
| \`1\` | ✅ same data | 1,187,002 | same |

</details>`,
    ])
  })

  test('has no untrusted name in a title', () => {
    const [section] = createRunChangesSections([
      { ...createCompared('none', identical), label: label('<script>', '1') },
    ])
    expect(section && renderSection(section)).toContain('<summary>Changes of a run: ')
  })
})
