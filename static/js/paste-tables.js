// Tables as the editor can hold them: rows of cells and of headers. What only arranges a page is no table.

const all = (root, selector) => [...root.querySelectorAll(selector)]
const style = (element) => element.getAttribute("data-style") || ""
const isBlank = (node) => !/[^\s\u00a0\u00ad\u200b-\u200f\u2060\ufeff]/.test(node.textContent)

function rename(element, tag) {
  const renamed = element.ownerDocument.createElement(tag)
  for (const name of ["colspan", "rowspan"])
    if (element.hasAttribute(name)) renamed.setAttribute(name, element.getAttribute(name))
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
  return renamed
}

// How many tables lost their form, since they stood in another or in a heading.
export function readTables(body) {
  const within = all(body, "table table, li table, :is(h1, h2, h3, h4, h5, h6) table").filter(isTabular)
  all(body, "table table, :is(h1, h2, h3, h4, h5, h6) table").reverse().forEach(flatten)
  const lost = within.filter((table) => !table.isConnected)
  for (const table of all(body, "table")) {
    if (!isTabular(table)) flatten(table)
    else readTable(table)
  }
  all(body, "td, th").filter((cell) => !cell.closest("table")).forEach((cell) => rename(cell, "div"))
  return lost.length
}

const rowsOf = (table) => [...table.rows].filter((row) => row.cells.length)

function isTabular(table) {
  if (/^(presentation|none)$/.test(table.getAttribute("role"))) return false
  const filled = rowsOf(table).filter((row) => !isBlank(row))
  return filled.length > 0 && filled.some((row) => [...row.cells].filter((cell) => !isBlank(cell)).length > 1)
}

function flatten(table) {
  const cells = all(table, "caption, td, th").filter((cell) => cell.closest("table") === table)
  table.replaceWith(...cells.map((cell) => rename(cell, "div")))
}

function readTable(table) {
  const caption = table.caption
  if (caption) table.before(rename(caption, "p"))
  all(table, "colgroup, col").forEach((element) => element.remove())
  rowsOf(table).filter((row) => isBlank(row) && !row.querySelector("[rowspan]")).forEach((row) => row.remove())
  const rows = rowsOf(table)
  const isBold = (cell) => isBlank(cell) || boldLetters(cell) === letters(cell)
  const named = rows.length > 1 && [...rows[0].cells].every(isBold) && ![...rows[1].cells].every(isBold)
  for (const row of rows)
    for (const cell of [...row.cells]) {
      const heads = cell.tagName === "TH" || row.parentElement.tagName === "THEAD" || (named && row === rows[0])
      const written = heads && cell.tagName !== "TH" ? rename(cell, "th") : cell
      all(written, "h1, h2, h3, h4, h5, h6").forEach((heading) => rename(heading, "p"))
      if (heads) all(written, "b, strong").forEach((bold) => bold.replaceWith(...bold.childNodes))
    }
}

const letters = (node) => node.textContent.replace(/[\s\u00a0]/g, "").length

function boldLetters(cell) {
  if (/font-weight:(bold|[6-9]00)/.test(style(cell))) return letters(cell)
  const outer = all(cell, "b, strong").filter((element) => !element.parentElement.closest("b, strong"))
  return outer.reduce((sum, element) => sum + letters(element), 0)
}
