// What is pasted from Word, Google Docs or a web page, as the editor would have written it: headings at its levels,
// paragraphs, real lists, bold, italic, links; no styles, classes or empty paragraphs.

import { Extension, Plugin, pm } from "django-prose-editor/editor"

const BLANK = /^[\s\u00a0\u00ad\u200b-\u200f\u2060\ufeff]*$/
const GAP = "[\\s\\u00a0\\u200e\\u200f]"
const BULLET = new RegExp(`^${GAP}*([·•▪●○◦■□‣⁃]|[-–—*o§Øüvqà])${GAP}+(?=\\S)`)
const NUMBER = new RegExp(`^${GAP}*[(]?(\\p{N}{1,3}|\\p{L}|[ivxIVX]{1,5})[.)\\-]${GAP}+(?=\\S)`, "u")
const SURE_BULLET = /[·•▪●○◦■□‣⁃]/
const ORDERED = /^[([]?[\p{N}\p{L}.]{1,8}[.)\]\-–]$|^\p{N}+$/u

const style = (element) => element.getAttribute("data-style") || ""
const isBlank = (node) => BLANK.test(node.textContent)
const unwrap = (element) => element.replaceWith(...element.childNodes)
const all = (root, selector) => [...root.querySelectorAll(selector)]

function rename(element, tag) {
  const renamed = element.ownerDocument.createElement(tag)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
  return renamed
}

function wrapContent(element, tag) {
  const wrapper = element.ownerDocument.createElement(tag)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

export function tidy(html, levels) {
  const ours = html.includes("data-pm-slice") // copied from an editor like this one
  if (!ours) html = html.replace(/(<br\b[^>]*>\s*){2,}/gi, "</p><p>")
  // Even where nothing is shown or run, the page's policy is asked about every style and event handler.
  html = html.replace(/<style\b[^]*?<\/style\s*>/gi, "")
  html = html.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="))
  const { body } = new window.DOMParser().parseFromString(html, "text/html")
  removeUnseen(body)
  readHeadings(body, levels)
  if (!ours) {
    readEmphasis(body)
    all(body, "td, th, caption, dt, dd").forEach((cell) => rename(cell, "div"))
    removeEmpty(body)
    readLists(body)
  }
  const kept = ["href", "start", "data-pm-slice", ...(ours ? ["data-source"] : [])]
  for (const element of all(body, "*"))
    for (const { name } of [...element.attributes])
      if (!kept.includes(name)) element.removeAttribute(name)
  if (!ours) {
    all(body, "span, font").forEach(unwrap)
    removeEmpty(body)
  }
  return body.innerHTML
}

function removeUnseen(body) {
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found = []
  while (comments.nextNode()) found.push(comments.currentNode)
  found.forEach((comment) => comment.remove())
  all(body, "script, style, meta, link, title, template, noscript, svg, math, img").forEach((e) => e.remove())
  all(body, "[data-style]")
    .filter((e) => /display:\s*none|mso-hide:\s*all/i.test(style(e)))
    .forEach((e) => e.remove())
  all(body, "o\\:p, w\\:sdt, w\\:sdtpr, st1\\:place").forEach(unwrap)
  all(body, "a").filter((a) => !a.hasAttribute("href") || /^(#|file:)/i.test(a.getAttribute("href"))).forEach(unwrap)
  all(body, ".Apple-converted-space, [data-style*='mso-spacerun']").forEach((e) => e.replaceWith(" "))
}

function readHeadings(body, levels) {
  for (const paragraph of all(body, "p")) {
    const level = /mso-outline-level:\s*([1-6])/i.exec(style(paragraph))?.[1]
    if (paragraph.matches(".MsoTitle")) rename(paragraph, "h1")
    else if (paragraph.matches(".MsoSubtitle")) rename(paragraph, "h2")
    else if (level) rename(paragraph, `h${level}`)
  }
  const distance = (level, heading) => Math.abs(level - heading.tagName[1])
  for (const heading of all(body, "h1, h2, h3, h4, h5, h6")) {
    const [nearest] = levels.toSorted((a, b) => distance(a, heading) - distance(b, heading) || a - b)
    const tag = nearest ? `h${nearest}` : "p"
    const slice = heading.getAttribute("data-pm-slice")
    const renamed = rename(heading, tag)
    if (slice) renamed.setAttribute("data-pm-slice", slice)
  }
}

function readEmphasis(body) {
  for (const element of all(body, "span, font, a, p, b, strong, i, em")) {
    const css = style(element)
    const weight = /(?:^|[;\s])font-weight:\s*(\w+)/i.exec(css)?.[1]
    if (element.matches("b, strong")) {
      if (/^(normal|[1-4]00)$/.test(weight)) unwrap(element)
    } else if (element.matches("i, em")) {
      if (/font-style:\s*normal/i.test(css)) unwrap(element)
    } else {
      if (/^(bold|[6-9]00)$/.test(weight)) wrapContent(element, "strong")
      if (/font-style:\s*(italic|oblique)/i.test(css)) wrapContent(element, "em")
    }
  }
  all(body, ":is(h1, h2, h3, h4, h5, h6) :is(b, strong)").forEach(unwrap)
}

function removeEmpty(body) {
  for (const element of all(body, "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, a, b, strong, i, em, span").reverse())
    if (isBlank(element) && !element.hasAttribute("data-pm-slice")) {
      if (element.matches("a, b, strong, i, em, span")) unwrap(element)
      else element.remove()
    }
}

// ── Lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function readLists(body) {
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

// A paragraph that stands for an item of a list: its level, its marker, and how to take the marker off its text.
function readItem(paragraph) {
  const level = Number(/mso-list:[^;]*\blevel(\d)/i.exec(style(paragraph))?.[1] || 1)
  const hidden = all(paragraph, "[data-style]").find((e) => /mso-list:\s*ignore/i.test(style(e)))
  if (hidden) {
    const marker = hidden.textContent.replace(/[\s\u00a0]/g, "")
    return { paragraph, level, marker, ordered: ORDERED.test(marker), sure: true, strip: () => hidden.remove() }
  }
  const text = paragraph.textContent
  const word = /^Mso(List|PlainList)/.test(paragraph.className) || /mso-list:\s*l\d/i.test(style(paragraph))
  const bullet = BULLET.exec(text)
  const found = bullet || NUMBER.exec(text)
  if (!found) return null
  const sure = word || (bullet && SURE_BULLET.test(bullet[1]))
  return { paragraph, level, marker: found[1], ordered: !bullet, sure, strip: () => cut(paragraph, found[0].length) }
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
    const counts = (item, index) => value(item.marker) === index + 1
    if (group[0].sure || (group.length > 1 && (!group[0].ordered || group.every(counts)))) nest(group)
    rest = rest.slice(group.length)
  }
}

function value(marker) {
  const digits = marker.replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660).replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0)
  return Number(/\d+/.exec(digits)?.[0])
}

function nest(items) {
  const anchor = items[0].paragraph.ownerDocument.createTextNode("")
  items[0].paragraph.before(anchor)
  let open = [] // the lists that the next item may join, outermost first
  for (const { paragraph, level, marker, ordered, strip } of items) {
    strip()
    const number = value(marker)
    while (open.length && open.at(-1).level > level) open.pop()
    const sibling = open.at(-1)
    if (sibling?.level === level && (sibling.ordered !== ordered || (ordered && number === 1))) open.pop()
    if (open.at(-1)?.level !== level) {
      const list = paragraph.ownerDocument.createElement(ordered ? "ol" : "ul")
      if (ordered && number > 1) list.setAttribute("start", number)
      if (open.length) open.at(-1).list.lastElementChild.append(list)
      else anchor.before(list)
      open.push({ list, level, ordered })
    }
    const item = paragraph.ownerDocument.createElement("li")
    open.at(-1).list.append(item)
    item.append(paragraph)
  }
  anchor.remove()
}

// ── In the editor ───────────────────────────────────────────────────────────────────────────────────────────────────

export const TidyPaste = Extension.create({
  name: "tidyPaste",

  addOptions() {
    return { levels: [] }
  },

  transformPastedHTML(html) {
    return tidy(html, this.options.levels)
  },

  // Plain text with lists in it. Anything else, and “paste without formatting”, goes the usual way.
  addProseMirrorPlugins() {
    const { levels } = this.options
    const clipboardTextParser = (text, context, plain, view) => {
      if (plain) return null
      const page = document.implementation.createHTMLDocument("")
      for (const line of text.split(/[\r\n]+/)) page.body.appendChild(page.createElement("p")).textContent = line
      page.body.innerHTML = tidy(page.body.innerHTML, levels)
      if (!page.querySelector("ul, ol")) return null
      return pm.model.DOMParser.fromSchema(view.state.schema).parseSlice(page.body, { context })
    }
    return [new Plugin({ props: { clipboardTextParser } })]
  },
})
