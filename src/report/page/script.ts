import { partLimits } from './page-log.ts'

/**
 * The script of the page: it sorts and searches tables and logs, and unfolds everything for a print. Without it, the
 * page shows the same contents.
 */
export const pageScript = `
'use strict'
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const keyOf = (cell) => cell.dataset.sort ?? cell.textContent
const compare = (a, b) => {
  const [x, y] = [Number(a), Number(b)]
  if (a !== '' && b !== '' && !Number.isNaN(x) && !Number.isNaN(y)) return x - y
  return a.localeCompare(b, 'en', { numeric: true })
}
for (const head of all('table thead th')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.append(...head.childNodes)
  head.append(button)
  button.addEventListener('click', () => {
    const body = head.closest('table').tBodies[0]
    const isDescending = head.getAttribute('aria-sort') === 'ascending'
    for (const other of head.parentNode.children) other.removeAttribute('aria-sort')
    head.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending')
    const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[head.cellIndex]) }))
    rows.sort((a, b) => (isDescending ? compare(b.key, a.key) : compare(a.key, b.key)))
    body.append(...rows.map(({ row }) => row))
  })
}
const createRowFilter = (table) => {
  const rows = all('tbody tr', table)
  return (isWanted) => {
    for (const row of rows) row.hidden = !isWanted(row.textContent)
    return { found: rows.filter((row) => !row.hidden).length, count: rows.length }
  }
}
const createPart = (lines) => {
  const part = document.createElement('div')
  part.textContent = lines.join('\\n') + '\\n'
  return part
}
const divide = (lines) => {
  const parts = []
  let [from, characters] = [0, 0]
  for (let at = 0; at < lines.length; at++) {
    characters += lines[at].length + 1
    if (at + 1 - from < ${partLimits.lines} && characters < ${partLimits.characters} && at + 1 < lines.length) continue
    parts.push(createPart(lines.slice(from, at + 1)))
    from = at + 1
    characters = 0
  }
  return parts
}
const createLineFilter = (log) => {
  const parts = [...log.children]
  let lines
  return (isWanted, isAll) => {
    lines ??= parts.flatMap((part) => part.textContent.split('\\n').slice(0, -1))
    const found = isAll ? lines : lines.filter(isWanted)
    log.replaceChildren(...(isAll ? parts : divide(found)))
    return { found: found.length, count: lines.length }
  }
}
for (const search of all('.search')) {
  const [input, output] = [search.querySelector('input'), search.querySelector('output')]
  const place = search.nextElementSibling
  const filter = place.matches('.log') ? createLineFilter(place) : createRowFilter(place)
  search.hidden = false
  input.addEventListener('input', () => {
    const wanted = input.value.toLowerCase()
    const { found, count } = filter((text) => text.toLowerCase().includes(wanted), wanted === '')
    output.textContent = wanted === '' ? '' : found.toLocaleString('en') + ' of ' + count.toLocaleString('en')
  })
}
const unfoldTarget = () => {
  const target = document.getElementById(location.hash.slice(1))
  for (let each = target; each; each = each.parentElement) if (each.tagName === 'DETAILS') each.open = true
  target?.scrollIntoView()
}
addEventListener('hashchange', unfoldTarget)
unfoldTarget()
addEventListener('beforeprint', () => { for (const each of all('details')) each.open = true })
`
