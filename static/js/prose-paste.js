// What is pasted from Word, Google Docs, LibreOffice, a mail, a PDF or a web page, as the editor would have written it:
// headings at its levels, paragraphs, lists, tables, quotations, bold, italic, raised and lowered letters, links. What
// cannot come along is said.

import { readListTypes, readLists } from "paste/lists"
import { readFootnotes, removeComments, removeDeleted } from "paste/notes"
import { readTables } from "paste/tables"
import { readLetters, readPlain } from "paste/text"
import { Extension, Plugin, pm } from "django-prose-editor/editor"

const BLANK = /^[\s\u00a0\u00ad\u200b-\u200f\u2060\ufeff]*$/
// Of all elements, and of some.
const KEPT = ["data-pm-slice", "data-note", "data-number"]
const KEPT_BY = { A: ["href"], OL: ["start", "type"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan"] }

const STRUCK = "s, strike, [data-style*='text-decoration:line-through'], [data-style*='text-decoration-line:line-through']"

const style = (element) => element.getAttribute("data-style") || ""
const isBlank = (node) => BLANK.test(node.textContent) && !node.matches("[data-note]") && !node.querySelector("[data-note]")
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

// The HTML as the editor would have written it, and how many things of each kind were left out of it.
export function tidy(html, levels) {
  const ours = html.includes("data-pm-slice") // copied from an editor like this one
  if (!ours) html = html.replace(/(<br\b[^>]*>\s*){2,}/gi, "</p><p>")
  // Even where nothing is shown or run, the page's policy is asked about every style and event handler.
  html = html.replace(/<style\b[^]*?<\/style\s*>/gi, "")
  html = html.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="))
  const { body } = new window.DOMParser().parseFromString(html, "text/html")
  for (const element of all(body, "[data-style]"))
    element.setAttribute("data-style", style(element).replace(/\s*([:;])\s*/g, "$1").toLowerCase())
  const left = ours ? {} : { deleted: removeDeleted(body), comments: removeComments(body) }
  removeUnseen(body, left)
  if (!ours) {
    left.struck = all(body, STRUCK).length
    readFootnotes(body)
    readLines(body)
  }
  all(body, "a").filter(leadsNowhere).forEach(unwrap)
  readHeadings(body, levels)
  if (!ours) {
    readEmphasis(body)
    left.tables = readTables(body)
    all(body, "dt, dd").forEach((cell) => rename(cell, "div"))
    removeEmpty(body)
    readLists(body)
    readListTypes(body)
  }
  const kept = ours ? [...KEPT, "data-source"] : KEPT
  for (const element of all(body, "*"))
    for (const { name } of [...element.attributes])
      if (![...kept, ...(KEPT_BY[element.tagName] || [])].includes(name)) element.removeAttribute(name)
  if (!ours) {
    all(body, "span, font").filter((element) => !element.matches("[data-note]")).forEach(unwrap)
    removeEmpty(body)
    mendLetters(body)
  }
  return { html: body.innerHTML, left }
}

function removeUnseen(body, left) {
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found = []
  while (comments.nextNode()) found.push(comments.currentNode)
  found.forEach((comment) => comment.remove())
  all(body, "[data-style]")
    .filter((e) => /display:none|mso-hide:all/.test(style(e)))
    .forEach((e) => e.remove())
  left.pictures = all(body, "img, svg, object, embed, video, audio, iframe, canvas").filter(isPicture).length
  left.formulas = all(body, "math, m\\:omath").length
  left.fields = all(body, "input:not([type=hidden]), select, textarea, button").length
  all(body, "script, style, meta, link, title, template, noscript, svg, math, img, object, embed, video, audio, iframe, canvas").forEach((e) => e.remove())
  all(body, "input, select, textarea, button").forEach((e) => e.remove())
  all(body, "o\\:p, w\\:sdt, w\\:sdtpr, st1\\:place, ins").forEach(unwrap)
  all(body, ".apple-converted-space, .Apple-converted-space, [data-style*='mso-spacerun']").forEach((e) => e.replaceWith(" "))
}

// Not the dots by which mails count who reads them, nor what stands for a formula.
function isPicture(element) {
  const side = (name) => Number.parseInt(element.getAttribute(name) ?? 9, 10)
  return side("width") > 2 && side("height") > 2 && !element.closest("math, .mwe-math-element") && !element.parentElement.closest("svg, object")
}

// Anchors; files of somebody's machine; places within the page itself, whose address a browser may have put before.
function leadsNowhere(link) {
  const href = link.getAttribute("href")?.trim()
  if (!href || /^(#|file:)/i.test(href)) return true
  const [page, fragment] = href.split("#")
  return fragment !== undefined && [location.href.split("#")[0], "about:blank"].includes(page)
}

// Lines as somebody's mail has them, one below the other: in one element, or in a paragraph each.
function readLines(body) {
  for (const lines of all(body, "pre")) lines.replaceWith(...readPlain(lines.textContent, body.ownerDocument).childNodes)
  for (const first of all(body, "p.MsoPlainText")) {
    const lines = [first]
    while (lines.at(-1).nextElementSibling?.matches("p.MsoPlainText")) lines.push(lines.at(-1).nextElementSibling)
    if (!first.isConnected || lines.some((line) => line.querySelector("*:not(o\\:p, span, br)"))) continue
    const text = lines.map((line) => line.innerText.replace(/\s+/g, " ").trim()).join("\n")
    first.before(...readPlain(text, body.ownerDocument).childNodes)
    lines.forEach((line) => line.remove())
  }
}

function readHeadings(body, levels) {
  for (const paragraph of all(body, "p")) {
    const level = /mso-outline-level:([1-6])/.exec(style(paragraph))?.[1]
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
    const weight = /(?:^|;)font-weight:(\w+)/.exec(css)?.[1]
    const raised = /(?:^|;)vertical-align:(super|sub)\b/.exec(css)?.[1]
    if (raised && !element.closest("sup, sub")) wrapContent(element, raised === "super" ? "sup" : "sub")
    if (element.matches("b, strong")) {
      if (/^(normal|[1-4]00)$/.test(weight)) unwrap(element)
    } else if (element.matches("i, em")) {
      if (/font-style:normal/.test(css)) unwrap(element)
    } else {
      if (/^(bold|[6-9]00)$/.test(weight)) wrapContent(element, "strong")
      if (/font-style:(italic|oblique)/.test(css)) wrapContent(element, "em")
    }
  }
  all(body, ":is(h1, h2, h3, h4, h5, h6) :is(b, strong)").forEach(unwrap)
}

function removeEmpty(body) {
  for (const element of all(body, "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, a, b, strong, i, em, sup, sub, span").reverse())
    if (isBlank(element) && !element.hasAttribute("data-pm-slice")) {
      if (element.matches("a, b, strong, i, em, sup, sub, span")) unwrap(element)
      else element.remove()
    }
}

function mendLetters(body) {
  const texts = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const mended = readLetters(texts.currentNode.data)
    if (mended !== texts.currentNode.data) texts.currentNode.data = mended
  }
}

// ── In the editor ───────────────────────────────────────────────────────────────────────────────────────────────────

export const TidyPaste = Extension.create({
  name: "tidyPaste",

  addOptions() {
    return { levels: [] }
  },

  transformPastedHTML(html) {
    const tidied = tidy(html, this.options.levels)
    this.editor.emit("pasted", tidied.left)
    return tidied.html
  },

  // “Paste without formatting” goes the usual way.
  addProseMirrorPlugins() {
    const { editor } = this
    const { levels } = this.options
    const clipboardTextParser = (text, context, plain, view) => {
      if (plain) return null
      const page = document.implementation.createHTMLDocument("")
      const { html } = tidy(readPlain(text, page).innerHTML, levels)
      editor.emit("pasted", {})
      page.body.innerHTML = html
      return pm.model.DOMParser.fromSchema(view.state.schema).parseSlice(page.body, { context })
    }
    // A picture alone.
    const handlePaste = (_view, { clipboardData }) => {
      const alone = clipboardData.files.length > 0 && !clipboardData.getData("text/html") && !clipboardData.getData("text/plain")
      if (alone) editor.emit("pasted", { pictures: clipboardData.files.length })
      return alone
    }
    return [new Plugin({ props: { clipboardTextParser, handlePaste } })]
  },
})
