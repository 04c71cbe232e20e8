// Letters as they were meant, and plain text (from a PDF, a mail) as paragraphs, lists and quotations.

import { beginsItem } from "paste/lists"

// ── Letters ─────────────────────────────────────────────────────────────────────────────────────────────────────────

// Soft hyphens, zero-width spaces, byte order marks, places of objects; and what turns the direction of text.
const RUBBISH = /[\u00ad\u200b\u2060\ufeff\ufffc\u202a-\u202e]/g
// Joiners mean something between letters of Arabic and of India, and in pictures; not in Latin, and not at an edge.
const LOOSE_JOINER = /(?<=^|[\s\p{Script=Latin}\p{Script=Cyrillic}\p{N}\p{P}])[\u200c\u200d]+|[\u200c\u200d]+(?=$|\s)/gu
// Letters that a typesetter joined, and the forms that Arabic letters take in a word.
const JOINED = /[\ufb00-\ufb06\ufb50-\ufdef\ufe70-\ufefc]/g
const SPACES = /[ \u00a0]{2,}/g

export function readLetters(text) {
  return text
    .replace(RUBBISH, "")
    .replace(LOOSE_JOINER, "")
    .replace(JOINED, (letter) => letter.normalize("NFKC"))
    .replace(SPACES, " ")
}

// ── Lines ───────────────────────────────────────────────────────────────────────────────────────────────────────────

// From how many letters on a line is one that was broken since the next word had no room.
const WIDE = 40
const TOLERANCE = 0.85
const QUOTED = /^\s*((?:>\s?)+)/
const HYPHENATED = /(\p{L}+)[-\u00ad\u2010]$/u
const LOWER = /^\p{Ll}/u
const ENDS = /[.!?:;؟؛…]["”’)\]]?$/u

const lengthOf = (line) => [...line].length

// HTML of plain text: a paragraph for each that was one, quotations of mail as such. Lists are read from it later.
export function readPlain(text, page) {
  const lines = text.replace(/\r\n?|[\u2028\u2029\u000b]/g, "\n").replace(/\f/g, "\n\n").split("\n")
  const blocks = []
  let last = null
  for (const line of lines) {
    const quoted = QUOTED.test(line)
    const said = line.replace(QUOTED, "").replace(/\s+$/, "")
    if (!said.trim()) last = null
    else if (last?.quoted === quoted) last.lines.push(said)
    else blocks.push((last = { quoted, lines: [said] }))
  }
  const words = new Set(text.match(/\p{L}+(?:-\p{L}+)*/gu))
  const body = page.createElement("body")
  for (const { quoted, lines } of blocks) {
    const open = body.lastElementChild
    const into = !quoted ? body : open?.matches("blockquote") ? open : body.appendChild(page.createElement("blockquote"))
    for (const paragraph of join(lines, words)) into.appendChild(page.createElement("p")).textContent = paragraph
  }
  return body
}

// Lines that somebody's programme broke are one again.
function join(lines, words) {
  const width = Math.max(...lines.map(lengthOf))
  const paragraphs = []
  let before = ""
  for (const line of lines) {
    const next = line.trim()
    if (before && continues(before, next, width)) paragraphs.push(glue(paragraphs.pop(), next, words))
    else paragraphs.push(next)
    before = line.trimEnd()
  }
  return paragraphs
}

function continues(before, line, width) {
  const begins = beginsItem(line) && (ENDS.test(before) || beginsItem(before) || !LOWER.test(line.replace(/^[^\p{L}]*/u, "")))
  if (begins) return false
  if (HYPHENATED.test(before) && LOWER.test(line)) return true
  if (LOWER.test(line) && !ENDS.test(before)) return true
  const room = lengthOf(before) + 1 + lengthOf(/^\S*/.exec(line)[0])
  return width >= WIDE && room > width * TOLERANCE
}

// “mem-” and “bers” are one word, unless the text has it with its hyphen elsewhere.
function glue(before, line, words) {
  const half = HYPHENATED.exec(before)
  const rest = /^\p{L}+/u.exec(line)?.[0]
  if (!half || !rest || !LOWER.test(rest)) return `${before} ${line}`
  return words.has(`${half[1]}-${rest}`) ? before + line : before.slice(0, -1) + line
}
