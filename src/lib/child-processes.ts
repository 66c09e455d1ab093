import { readdirSync, readFileSync } from 'node:fs'

/**
 * Terminates, when this process exits, the programs that it has started and that still run, with the programs that
 * those have started: a `credential_process` of AWS that hangs, for example, which the SDK starts in a shell. Only on
 * Linux, which lists them: https://man7.org/linux/man-pages/man5/proc_tid_children.5.html
 */
export function terminateChildrenAtExit(): void {
  process.once('exit', () => {
    // The list comes first: a program whose parent has ended belongs to another process.
    for (const pid of listDescendants(process.pid)) terminate(pid)
  })
}

function listDescendants(pid: number): readonly number[] {
  return listChildren(pid).flatMap((child) => [child, ...listDescendants(child)])
}

/** The processes that any thread of a process has started; empty for a process that has ended. */
function listChildren(pid: number): readonly number[] {
  try {
    const folder = `/proc/${pid}/task`
    const lists = readdirSync(folder).map((thread) => readFileSync(`${folder}/${thread}/children`, 'latin1'))
    return lists.flatMap((list) => list.match(/\d+/g) ?? []).map(Number)
  } catch {
    return []
  }
}

function terminate(pid: number): void {
  try {
    process.kill(pid)
  } catch {
    // It has ended meanwhile.
  }
}
