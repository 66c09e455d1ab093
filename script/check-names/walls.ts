import { getList, parseJson } from '../../src/lib/json.ts'
import { type Finding, readText } from './sources.ts'

/** What a room may import of the rest of `src`; a room with the one import `everything` has no wall. */
interface Permission {
  readonly room: string
  readonly imports: ReadonlySet<string>
}

interface Row extends Permission {
  readonly line: number
}

/** The override of biome.json for one folder (or one file) of `src`, relative to `src`. */
interface Wall extends Permission {
  readonly folder: string
}

const header = /^\|\s*room\s*\|\s*may import\s*\|/i

/** Differences between the linter's walls (biome.json), the table of CONTRIBUTING.md, and the folders of `src`. */
export function findWallDifferences(root: string, files: readonly string[]): readonly Finding[] {
  const rows = readTable(readText(root, 'CONTRIBUTING.md'))
  if (rows.length === 0) {
    return [{ file: 'CONTRIBUTING.md', line: 1, problem: 'The table `| room | may import |` is missing. Add it.' }]
  }
  const walls = readWalls(parseJson(readText(root, 'biome.json')))
  const unwalled = listFolders(files)
    .filter((folder) => !walls.some((wall) => wall.folder === folder))
    .map((folder) => `noRestrictedImports has no override for src/${folder}/*. Add one.`)
    .map((problem) => ({ file: 'biome.json', line: 1, problem }))
  return [...unwalled, ...walls.flatMap((wall) => compareWithTable(wall, rows))]
}

function compareWithTable({ room, folder, imports }: Wall, rows: readonly Row[]): readonly Finding[] {
  const row = rows.find((candidate) => candidate.room === room)
  const linted = `src/${folder} may import ${[...imports].sort().join(', ') || 'nothing'} by biome.json`
  const file = 'CONTRIBUTING.md'
  if (row === undefined)
    return [{ file, line: rows[0]?.line ?? 1, problem: `${linted}, and ${room} has no row. Add it.` }]
  if (row.imports.symmetricDifference(imports).size === 0) return []
  const listed = [...row.imports].sort().join(', ') || 'nothing'
  return [{ file, line: row.line, problem: `${linted}, and ${listed} by the table. Correct one of the two.` }]
}

function readTable(text: string): readonly Row[] {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => header.test(line))
  if (start === -1) return []
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'))
  return lines.slice(start + 2, end === -1 ? undefined : end).flatMap((line, index) => {
    const [, rooms = '', imports = ''] = line.split('|')
    return readCell(rooms).map((room) => ({ room, imports: new Set(readCell(imports)), line: start + 3 + index }))
  })
}

/** The rooms of a cell: commas between them, remarks in parentheses left out. */
function readCell(cell: string): readonly string[] {
  return cell
    .replaceAll(/\([^)]*\)|`|\.ts\b/g, '')
    .split(/,|\band\b/)
    .map((item) =>
      item
        .trim()
        .replace(/^src\//, '')
        .replace(/\/$/, ''),
    )
    .map((item) => (item.startsWith('every') ? 'everything' : item))
    .filter((item) => item !== '' && item !== 'nothing')
}

function readWalls(config: unknown): readonly Wall[] {
  return getList(config, 'overrides').flatMap((override) => {
    const options = ['linter', 'rules', 'style', 'noRestrictedImports', 'options'] as const
    const group = getList(getList(override, ...options, 'patterns')[0], 'group').filter(
      (item) => typeof item === 'string',
    )
    return getList(override, 'includes').flatMap((include) => {
      if (typeof include !== 'string' || !include.startsWith('src/') || group.length === 0) return []
      const folder = include.replace(/^src\//, '').replace(/(\/\*|\.ts)$/, '')
      return [{ folder, room: folder.split('/')[0] ?? folder, imports: readImports(group, folder) }]
    })
  })
}

/** The exceptions of a wall, relative to `src`. */
function readImports(group: readonly string[], folder: string): ReadonlySet<string> {
  const up = '../'.repeat(folder.split('/').length)
  if (!group.includes(`${up}**`)) return new Set(['everything'])
  const exceptions = group.filter((item) => item.startsWith(`!${up}`)).map((item) => item.slice(up.length + 1))
  return new Set(exceptions.filter((item) => !item.startsWith('../')).map((item) => item.replace(/(\/\*\*|\.ts)$/, '')))
}

function listFolders(files: readonly string[]): readonly string[] {
  return [...new Set(files.map((file) => file.split('/').slice(1, -1).join('/')))].filter((folder) => folder !== '')
}
