import { describe, expect, test } from 'vitest'
import { findMatchingFile } from '../../src/action/source-lines.ts'

describe('findMatchingFile', () => {
  test.each([
    // An installed package: the whole relative path must agree.
    ['pipelines/orders.py', ['examples/pipeline/pipelines/orders.py', 'README.py'], 0],
    ['pipelines/orders.py', ['pipelines/orders.py'], 0],
    ['pkg/sub/x.py', ['sub/x.py'], undefined],
    ['orders.py', ['orders.py'], 0],
    ['orders.py', ['pipelines/orders.py'], undefined],
    // An absolute path: the file name and at least one folder must agree.
    ['/opt/pipeline/pkg/x.py', ['src/pkg/x.py', 'other/y.py'], 0],
    ['/opt/pipeline/pkg/x.py', ['x.py', 'src/pkg/x.py'], 1],
    ['/opt/pipeline/x.py', ['x.py'], 0],
    ['/opt/pipeline/x.py', ['pkg/x.py'], undefined],
    ['/opt/pipeline/pkg/x.py', ['pipeline/pkg/x.py', 'old/pkg/x.py'], 0],
    // Several candidates or none.
    ['pipelines/orders.py', ['a/pipelines/orders.py', 'b/pipelines/orders.py'], undefined],
    ['/opt/pkg/x.py', ['a/pkg/x.py', 'b/pkg/x.py'], undefined],
    ['/opt/other/y.py', ['pkg/x.py'], undefined],
    ['/opt/pkg/x.py', [], undefined],
  ])('finds %s in %j', (path, files, index) => {
    expect(findMatchingFile(path, files)).toBe(index === undefined ? undefined : files[index])
  })
})
