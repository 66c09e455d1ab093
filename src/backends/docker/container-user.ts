/** A user of a container, and the folder that is its home. */
export type ContainerUser = { readonly uid: number; readonly gid: number; readonly home: string }

/** The files of a container that describe its users; undefined for a file that it does not have. */
type UserFiles = { readonly passwd: string | undefined; readonly group: string | undefined }

/**
 * The user that an image runs as, `user[:group]` by name or number, as the engine finds it in its files
 * (https://docs.docker.com/reference/dockerfile/#user). The home is the variable HOME if the container has one.
 * Undefined where the files do not show it.
 */
export function findContainerUser(
  user: string,
  homeVariable: string | undefined,
  { passwd = '', group = '' }: UserFiles,
): ContainerUser | undefined {
  const [name = '', groupName] = (user === '' ? '0' : user).split(':')
  const accounts = parseRows(passwd, 7)
  const account = accounts.find(([each]) => each === name) ?? accounts.find(([, , uid]) => uid === name)
  const uid = parseId(account?.[2] ?? name)
  const gid = groupName ? findGroup(groupName, group) : parseId(account?.[3] ?? '0')
  const home = homeVariable || account?.[5]
  if (uid === undefined || gid === undefined || !home?.startsWith('/')) return undefined
  return { uid, gid, home: home.replace(/(?<=.)\/+$/, '') }
}

function findGroup(name: string, group: string): number | undefined {
  const row = parseRows(group, 3).find(([each]) => each === name)
  return parseId(row?.[2] ?? name)
}

const parseRows = (text: string, columns: number): readonly (readonly string[])[] =>
  text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((row) => row.length >= columns)

/** The kernel has 32 bits for a user. */
function parseId(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) && Number(text) < 2 ** 32 ? Number(text) : undefined
}
