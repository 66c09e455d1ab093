import { describe, expect, test } from 'vitest'
import { listLegs } from './workflow/matrix.ts'

const contexts = { needs: { plan: { outputs: { layers: '[null,{"include":[{"name":"a"},{"name":"b"}]}]' } } } }
const layer = (level: number) => ({ matrix: `\${{ fromJSON(needs.plan.outputs.layers)[${level}] }}` })

describe('listLegs', () => {
  test.each([
    ['no strategy', undefined, [{}]],
    [
      'lists',
      { matrix: { os: ['x', 'y'], n: [1, 2] } },
      ['x1', 'x2', 'y1', 'y2'].map(([os, n]) => ({ os, n: Number(n) })),
    ],
    ['an expression with `include`', layer(1), [{ name: 'a' }, { name: 'b' }]],
  ])('has the jobs of %s', (_, strategy, legs) => {
    expect(listLegs(strategy, contexts)).toEqual(legs)
  })

  test.each([
    ['an empty `include`', { matrix: { include: [] } }, "Matrix vector 'include' does not contain any values"],
    ['null', layer(0), 'the matrix is not an object'],
    ['more than 256 jobs', { matrix: { n: Array.from({ length: 257 }, (_, at) => at) } }, 'has 257 jobs'],
  ])('refuses %s, as GitHub does', (_, strategy, message) => {
    expect(() => listLegs(strategy, contexts)).toThrow(message)
  })
})
