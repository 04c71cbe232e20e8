// What a text carries beside its words: changes that somebody tracked, comments, footnotes. Deleted words and comments
// go; of a footnote stays its place, with what it says, until somebody names its source.

const all = (root, selector) => [...root.querySelectorAll(selector)]

const DELETED = "del, w\\:del, .msoDel, [class*=TrackChangeTextDeletion], [data-style*='mso-deletion']"
const COMMENTS = [
  "[data-style*='mso-element:comment-list']",
  "[data-style*='mso-special-character:comment']",
  ".MsoCommentReference",
  ".MsoCommentText",
  ".MsoCommentSubject",
  ".msocomtxt",
  ".msocomanchor",
  ".msocomoff",
  "a[href*='#_msocom_']",
  "a[href*='#_msoanchor_']",
  "a[href*='#cmnt']",
].join(", ")

// Both take away what they count.
export function removeDeleted(body) {
  return remove(outermost(body, DELETED))
}

export function removeComments(body) {
  const found = outermost(body, COMMENTS)
  // What Google Docs writes at the end: a marker that leads back, and the comment beside it.
  const texts = all(body, "a[href*='#cmnt_ref']").map((back) => back.closest("div, p"))
  const number = Math.max(texts.length, all(body, "a[href*='#_msocom_'], a[href*='#cmnt']:not([href*='#cmnt_ref'])").length)
  const markers = found.map((element) => (element.parentElement?.matches("sup") ? element.parentElement : element))
  remove([...texts.filter(Boolean), ...markers])
  return number || Number(found.length > 0)
}

const outermost = (body, selector) => all(body, selector).filter((element) => !element.parentElement.closest(selector))

function remove(elements) {
  elements.forEach((element) => element.remove())
  return elements.filter((element) => element.textContent.trim()).length
}

// ── Footnotes ───────────────────────────────────────────────────────────────────────────────────────────────────────

// The fragments by which programmes lead to a note, and back from it: Word, Google Docs, LibreOffice, Wikipedia, others.
const LEADS = [
  [/^_(ftn|edn)(\d+)$/, /^_(ftn|edn)ref(\d+)$/],
  [/^(ftnt)(\d+)$/, /^(ftnt)_ref(\d+)$/],
  [/^sd(foot|end)note(\d+)sym$/, /^sd(foot|end)note(\d+)anc$/],
  [/^(cite)_note-(?:.*-)?(\d+)$/, /^(cite)_ref-(?:.*_)?(\d+)(?:-\d+)?$/],
  [/^(fn):?(\d+)$/, /^(fn)ref:?(\d+)$/],
]

// A place is a number, a letter or a star: a link in words that leads to a note of another page is none.
const MARK = /^[\s[(]*[\p{L}\p{N}*†‡]{1,5}[\s\])]*$/u

function lead(link) {
  const fragment = /#(.+)$/.exec(link.getAttribute("href") || "")?.[1]
  for (const pair of fragment ? LEADS : [])
    for (const [back, pattern] of pair.entries()) {
      const found = pattern.exec(fragment)
      if (found && (back || MARK.test(link.textContent))) return { link, back: Boolean(back), key: found[1] + found[2] }
    }
  return null
}

// Each place of a footnote becomes an element that holds the note's text; the notes themselves go.
export function readFootnotes(body) {
  const leads = all(body, "a[href*='#']").map(lead).filter(Boolean)
  const places = leads.filter(({ back }) => !back)
  const texts = {}
  for (const { link, key } of leads.filter(({ back }) => back)) {
    if (key in texts || !places.some((place) => place.key === key)) continue
    const note = link.closest("[data-style*='mso-element:footnote'], [data-style*='mso-element:endnote'], li, div[id], p")
    if (!note || places.some((place) => note.contains(place.link))) continue
    outer(link).remove()
    texts[key] = note.textContent.replace(/[\s\u00a0]+/g, " ").replace(/^[\s↑^\]]+/, "").trim()
    note.remove()
  }
  const lists = "[data-style*='mso-element:footnote-list'], [data-style*='mso-element:endnote-list']"
  all(body, lists).filter((list) => !list.textContent.trim()).forEach((list) => list.remove())
  places.forEach(({ link, key }, index) => {
    const place = link.ownerDocument.createElement("span")
    place.setAttribute("data-note", texts[key] || "")
    place.setAttribute("data-number", link.textContent.replace(/[[\]\s\u00a0]/g, "") || index + 1)
    outer(link).replaceWith(place)
  })
}

function outer(link) {
  const { parentElement } = link
  return parentElement.matches("sup") && parentElement.textContent.trim() === link.textContent.trim() ? parentElement : link
}
