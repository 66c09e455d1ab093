import { describe, expect, test } from 'vitest'
import { decideReuse } from '../../src/run/reuse.ts'
import { planRun, runEnv } from '../plan/fixtures.ts'
import { doubleCapabilities } from '../testbed/double-backend.ts'
import { createContext, image } from './fixtures.ts'

const commit = '1288a02f3c1288a02f3c1288a02f3c1288a02f3c'
const built = { ...image, env: new Map([['PIPELINE_GIT_HASH', commit]]) }
const dependencies = { commits: [commit] }
const dropsEmpty = { can: { ...doubleCapabilities, passesEmptyVariables: false } }

describe('decideReuse', () => {
  test('allows the reuse for an image of the commit of the workflow', () => {
    const { context } = createContext({ dependencies })
    expect(decideReuse(context, built)).toMatchObject({ possible: true, env: new Map([['GIT_DIRTY', '']]) })
    expect(decideReuse(context, image)).toMatchObject({ possible: undefined, env: new Map() })
  })

  test.each(['INPUT_FORCE', 'INPUT_FORCE-ALL'])('excludes the reuse with %s', (name) => {
    const { context } = createContext({ run: planRun({ ...runEnv, [name]: 'true' }), dependencies })
    expect(decideReuse(context, built)).toMatchObject({ possible: false, env: new Map() })
  })

  test("lets the workflow's variables win over those of the image", () => {
    const { context } = createContext({ run: planRun({ ...runEnv, INPUT_ENV: 'GIT_DIRTY=yes' }), dependencies })
    expect(decideReuse(context, built)).toMatchObject({ possible: undefined })
  })

  test('is uncertain for a backend that may drop the empty GIT_DIRTY, unless the image sets it', () => {
    const { context } = createContext({ dependencies, backend: dropsEmpty })
    const uncertain = decideReuse(context, built)
    expect(uncertain.possible).toBeUndefined()
    expect(uncertain.why).toMatch(/However, Double may drop the empty GIT_DIRTY\.$/)
    const set = { ...built, env: new Map([...built.env, ['GIT_DIRTY', '']]) }
    expect(decideReuse(context, set).possible).toBe(true)
  })
})
