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
for (const search of all('.search')) {
  const [input, output] = [search.querySelector('input'), search.querySelector('output')]
  const place = search.nextElementSibling
  const items = place.matches('.log') ? [...place.children] : all('tbody tr', place)
  search.hidden = false
  input.addEventListener('input', () => {
    const wanted = input.value.toLowerCase()
    let found = 0
    for (const item of items) {
      item.hidden = !item.textContent.toLowerCase().includes(wanted)
      if (!item.hidden) found += 1
    }
    output.textContent = wanted === '' ? '' : found.toLocaleString('en') + ' of ' + items.length.toLocaleString('en')
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
