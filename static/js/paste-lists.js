// Lists that came as paragraphs, from Word, mail and plain text: real ones, with the letters or numbers they counted in.

const GAP = "[\\s\\u00a0\\u200e\\u200f]"
const BULLET = new RegExp(`^${GAP}*([·•▪●○◦■□‣⁃\\uf0a7\\uf0b7]|[-–—*o§Øüvqà])${GAP}+(?=\\S)`)
const NUMBER = new RegExp(`^${GAP}*[(]?(\\p{N}{1,3}|\\p{L}ـ?|[ivxIVX]{1,5})[.)\\-]${GAP}+(?=\\S)`, "u")
const SURE_BULLET = /[·•▪●○◦■□‣⁃\uf0a7\uf0b7]/
const ORDERED = /^[([]?[\p{N}\p{L}.]{1,8}[.)\]\-–]$|^\p{N}+$/u

const LATIN = "abcdefghijklmnopqrstuvwxyz"
// In Arabic “a” is the order of abjad and “A” that of the alphabet.
const ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
const ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
const TYPES = { "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i" }
TYPES["upper-roman"] = "I"

const style = (element) => element.getAttribute("data-style") || ""
const all = (root, selector) => [...root.querySelectorAll(selector)]

export const beginsItem = (line) => BULLET.test(line) || NUMBER.test(line)

export function readLists(body) {
  let run = []
  for (const paragraph of all(body, "p")) {
    const item = readItem(paragraph)
    const last = run.at(-1)?.paragraph
    if (!item || (last && last.nextElementSibling !== paragraph)) {
      makeLists(run)
      run = []
    }
    if (item) run.push(item)
  }
  makeLists(run)
}

// Of real lists, what their styles say they count in.
export function readListTypes(body) {
  for (const list of all(body, "ol")) {
    const css = [list, list.querySelector("li")].map((element) => element && style(element)).join(";")
    const type = list.getAttribute("type") || TYPES[/list-style(?:-type)?:\s*([a-z-]+)/i.exec(css)?.[1].toLowerCase()]
    if (/^[aAiI]$/.test(type)) list.setAttribute("type", type)
    else list.removeAttribute("type")
  }
}

// A paragraph that stands for an item of a list: its level, its marker, and how to take the marker off its text.
function readItem(paragraph) {
  const [, list = "", level = 1] = /mso-list:\s*(l\d+)?[^;]*?\blevel(\d)/i.exec(style(paragraph)) || []
  const of = { paragraph, list, level: Number(level) }
  const hidden = all(paragraph, "[data-style]").find((e) => /mso-list:\s*ignore/i.test(style(e)))
  if (hidden) {
    const marker = hidden.textContent.replace(/[\s\u00a0]/g, "")
    return { ...of, marker, ordered: ORDERED.test(marker), sure: true, strip: () => hidden.remove() }
  }
  const text = paragraph.textContent
  const word = /^Mso(List|PlainList)/.test(paragraph.className) || /mso-list:\s*l\d/i.test(style(paragraph))
  const bullet = BULLET.exec(text)
  const found = bullet || NUMBER.exec(text)
  if (!found) return null
  const sure = word || (bullet && SURE_BULLET.test(bullet[1]))
  return { ...of, marker: found[1], ordered: !bullet, sure, strip: () => cut(paragraph, found[0].length) }
}

function cut(element, length) {
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (length > 0 && texts.nextNode()) {
    const text = texts.currentNode
    const here = Math.min(length, text.length)
    text.deleteData(0, here)
    length -= here
  }
}

// “1. Introduction” alone is a heading somebody numbered, “– and yet” a dash: without Word's word for it, only two or
// more in a row are a list, and numbers must count from one.
function makeLists(run) {
  for (let rest = run; rest.length; ) {
    const end = rest.findIndex((item) => item.sure !== rest[0].sure || (!item.sure && item.ordered !== rest[0].ordered))
    const group = end < 0 ? rest : rest.slice(0, end)
    const counted = counting(group.map(({ marker }) => marker))
    const counts = (value, index) => value === index + 1
    if (group[0].sure || (group.length > 1 && (!group[0].ordered || counted.values.every(counts)))) nest(group)
    rest = rest.slice(group.length)
  }
}

// ── What markers count in ───────────────────────────────────────────────────────────────────────────────────────────

const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100 }

function roman(letters) {
  const values = [...letters.toLowerCase()].map((letter) => ROMAN[letter])
  return values.reduce((sum, value, place) => sum + (value < values[place + 1] ? -value : value), 0)
}

function digits(marker) {
  const latin = marker.replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660).replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0)
  return Number(/\d+(?=\D*$)/.exec(latin)?.[0])
}

const follow = (values) => values.every((value, place) => value > 0 && value === values[0] + place)

// The values of some markers that follow one another, and the type of their list (none: numbers). “i.” is a number
// where it begins a list or others are longer, “أ. ب.” is abjad unless the third letter says otherwise.
export function counting(markers) {
  const cores = markers.map((marker) => marker.replace(/[^\p{L}\p{N}]|ـ/gu, "").replace(/[أإآ]/g, "ا"))
  const [first = ""] = cores
  const upper = /^[A-Z]/.test(first)
  const letters = (order) => cores.map((core) => (core.length === 1 ? order.indexOf(core.toLowerCase()) + 1 : 0))
  if (cores.every((core) => /^[ivxlc]+$/i.test(core)) && (/^i$/i.test(first) || cores.some((core) => core.length > 1)))
    return { type: upper ? "I" : "i", values: cores.map(roman) }
  if (/^[a-z]$/i.test(first)) return { type: upper ? "A" : "a", values: letters(LATIN) }
  if (/^\p{Script=Arabic}$/u.test(first) && /\p{L}/u.test(first)) {
    const [abjad, alphabet] = [letters(ABJAD), letters(ALPHABET)]
    return follow(abjad) || !follow(alphabet) ? { type: "a", values: abjad } : { type: "A", values: alphabet }
  }
  return { type: null, values: markers.map(digits) }
}

// The markers of each list are read together: those of its level, up to one that stands further out.
function count(items) {
  items.forEach((item, place) => {
    if (!item.ordered || item.counted) return
    const rest = items.slice(place)
    const end = rest.findIndex(({ level }) => level < item.level)
    const near = end < 0 ? rest : rest.slice(0, end)
    const peers = near.filter(({ level, list, ordered }) => level === item.level && list === item.list && ordered)
    const { type, values } = counting(peers.map(({ marker }) => marker))
    peers.forEach((one, index) => Object.assign(one, { type, number: values[index], counted: true }))
  })
}

function nest(items) {
  const anchor = items[0].paragraph.ownerDocument.createTextNode("")
  items[0].paragraph.before(anchor)
  count(items)
  let open = [] // the lists that the next item may join, outermost first
  for (const { paragraph, list: from, level, number, type, ordered, strip } of items) {
    strip()
    while (open.length && open.at(-1).level > level) open.pop()
    const sibling = open.at(-1)
    const other = sibling?.ordered !== ordered || sibling?.from !== from || (ordered && number === 1)
    if (sibling?.level === level && other) open.pop()
    if (open.at(-1)?.level !== level) {
      const list = paragraph.ownerDocument.createElement(ordered ? "ol" : "ul")
      if (type) list.setAttribute("type", type)
      if (ordered && number > 1) list.setAttribute("start", number)
      if (open.length) open.at(-1).list.lastElementChild.append(list)
      else anchor.before(list)
      open.push({ list, from, level, ordered })
    }
    const item = paragraph.ownerDocument.createElement("li")
    open.at(-1).list.append(item)
    item.append(paragraph)
  }
  anchor.remove()
}
