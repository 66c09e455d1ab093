import { describe, expect, test } from 'vitest'
import { findContainerUser } from '../../../src/backends/docker/container-user.ts'

const passwd = 'root:x:0:0:root:/root:/bin/bash\nann:x:1234:100:Ann:/home/ann/:/bin/sh\nbroken\n'
const group = 'root:x:0:\nusers:x:100:ann\nstaff:x:50:\n'
const files = { passwd, group }

describe('findContainerUser', () => {
  test.each([
    ['', { uid: 0, gid: 0, home: '/root' }],
    ['root', { uid: 0, gid: 0, home: '/root' }],
    ['0:0', { uid: 0, gid: 0, home: '/root' }],
    ['ann', { uid: 1234, gid: 100, home: '/home/ann' }],
    ['1234', { uid: 1234, gid: 100, home: '/home/ann' }],
    ['ann:staff', { uid: 1234, gid: 50, home: '/home/ann' }],
    ['ann:7', { uid: 1234, gid: 7, home: '/home/ann' }],
  ])('finds the user %j', (user, expected) => {
    expect(findContainerUser(user, undefined, files)).toStrictEqual(expected)
  })

  test('takes the variable HOME for the home, of any user', () => {
    expect(findContainerUser('ann', '/data', files)).toMatchObject({ home: '/data' })
    expect(findContainerUser('5678', '/', files)).toStrictEqual({ uid: 5678, gid: 0, home: '/' })
    expect(findContainerUser('', '', files)).toMatchObject({ home: '/root' })
  })

  test.each(['bob', '5678', 'ann:wheel', '4294967296', '-1'])('does not know the user %j', (user) => {
    expect(findContainerUser(user, undefined, files)).toBeUndefined()
  })

  test('does not know a relative home, or a home in a container without users', () => {
    expect(findContainerUser('', 'data', files)).toBeUndefined()
    expect(findContainerUser('', undefined, { passwd: undefined, group: undefined })).toBeUndefined()
  })
})
