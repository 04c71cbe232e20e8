// Below the editor: what was left out of what was pasted, and the footnotes that came with it. Where one stood the text
// holds its number and its words until somebody names its source or leaves it out; what is saved holds neither.

import { ask } from "prose/footnote"
import { Extension, Node } from "django-prose-editor/editor"

const { make } = customElements.get("source-search")

export const PastedNote = Node.create({
  name: "pastedNote",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,

  addAttributes() {
    const attribute = (name) => ({
      default: "",
      parseHTML: (element) => element.getAttribute(name) || "",
      renderHTML: (attributes) => ({ [name]: attributes[name.replace("data-", "")] }),
    })
    return { note: attribute("data-note"), number: attribute("data-number") }
  },

  parseHTML() {
    return [{ tag: "span[data-note]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["span", HTMLAttributes]
  },

  renderText() {
    return ""
  },
})

export const Notice = Extension.create({
  name: "notice",

  addOptions() {
    return { words: {}, sources: null }
  },

  onCreate() {
    const { editor } = this
    const { words } = this.options
    const said = make("p", {})
    const close = button(words.close, () => said.parentElement.replaceChildren())
    const left = make("div", { role: "status", class: "prose-left" })
    const notes = make("div", { role: "group", class: "prose-notes", hidden: "" })
    editor.view.dom.closest(".prose-editor").append(left, notes)
    editor.on("pasted", (counts) => {
      said.textContent = sentences(counts, words)
      left.replaceChildren(...(said.textContent ? [said, close] : []))
    })
    const show = () => showNotes(notes, editor, this.options)
    editor.on("update", show)
    show()
    askBeforeSaving(editor.view.dom.closest("form"), notes, words.again)
  },
})

// Whoever saves while there are such footnotes is shown them first, once.
function askBeforeSaving(form, notes, again) {
  const ask = (event) => {
    if (event.target !== form || notes.hidden || notes.dataset.asked === notes.dataset.state) return
    event.preventDefault()
    event.stopPropagation()
    notes.dataset.asked = notes.dataset.state
    notes.querySelector("p").append(` ${again}`)
    notes.scrollIntoView({ block: "center" })
    notes.querySelector("button").focus()
  }
  document.addEventListener("submit", ask, true)
}

function button(word, act, more = {}) {
  const made = make("button", { type: "button", ...more }, word)
  made.addEventListener("click", act)
  return made
}

function sentences(counts, words) {
  const kinds = Object.keys(words.kinds).filter((kind) => counts[kind])
  const list = new Intl.ListFormat(document.documentElement.lang || "en")
  const left = kinds.map((kind) => `${words.kinds[kind]} (${counts[kind]})`)
  return [
    left.length && words.left.replace("%s", list.format(left)),
    counts.tables && words.tables,
    counts.struck && words.struck,
  ]
    .filter(Boolean)
    .join(" ")
}

// ── Footnotes that came along ───────────────────────────────────────────────────────────────────────────────────────

function notesOf(editor) {
  const found = []
  editor.state.doc.descendants((node, at, parent) => {
    if (node.type.name === "pastedNote") found.push({ at, ...node.attrs, titled: parent.type.name === "heading" })
  })
  return found
}

function showNotes(box, editor, { words, sources }) {
  const found = notesOf(editor)
  const state = JSON.stringify(found)
  if (box.dataset.state === state) return
  box.dataset.state = state
  box.hidden = !found.length
  const hadFocus = box.contains(document.activeElement)
  const rows = found.map(({ at, number, note, titled }) => {
    const acts = [button(words.leave, () => drop(editor, at), { "aria-label": `${words.leave} ${number}` })]
    const choose = () => {
      editor.commands.setNodeSelection(at)
      ask(editor, sources, note)
    }
    if (sources && !titled) acts.unshift(button(words.choose, choose, { "aria-label": `${words.choose} ${number}` }))
    return make("li", {}, make("span", { dir: "auto" }, `[${number}] ${note || words.unknown}`), ...acts)
  })
  const text = (sources ? words.footnotes : words.noFootnotes).replace("%d", found.length)
  box.setAttribute("aria-label", text)
  box.replaceChildren(make("p", {}, text), make("ul", {}, ...rows))
  if (hadFocus) (box.querySelector("button") || editor.view).focus()
}

function drop(editor, at) {
  editor.commands.deleteRange({ from: at, to: at + 1 })
}
