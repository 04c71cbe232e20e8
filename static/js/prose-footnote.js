// A footnote: an empty element in the text that names a source of the register. Pages number it; here its code stands.

import { Node } from "django-prose-editor/editor"

const SourceSearch = customElements.get("source-search")
const { make } = SourceSearch

export const Footnote = Node.create({
  name: "footnote",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,

  addOptions() {
    return { words: {} }
  },

  addAttributes() {
    return {
      source: {
        default: null,
        parseHTML: (element) => element.getAttribute("data-source"),
        renderHTML: ({ source }) => ({ "data-source": source }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "sup[data-source]", priority: 60 }] // before raised letters
  },

  renderHTML({ HTMLAttributes }) {
    return ["sup", HTMLAttributes]
  },

  renderText({ node }) {
    return `[${node.attrs.source}]`
  },

  addMenuItems({ menu, buttons }) {
    const inHeading = (editor) => editor.isActive("heading")
    menu.defineItem({
      name: "source",
      groups: "link",
      priority: 90,
      button: buttons.material("menu_book", this.options.words.source),
      enabled: (editor) => !inHeading(editor),
      active: (editor) => editor.isActive("footnote"),
      command: (editor) => ask(editor, this.options.words),
    })
  },
})

// Choosing closes the dialog; a footnote that is selected gives its place to the new one, or is removed. One that was
// pasted does too, and the source that it means is looked for at once.
export function ask(editor, words, note = "") {
  const { search: label, none, sure, unsure } = words
  const search = make("source-search", {
    "data-label": label,
    "data-none": none,
    "data-sure": sure,
    "data-unsure": unsure,
  })
  const act = (word, done) => {
    const button = make("button", { type: "button" }, word)
    button.addEventListener("click", done)
    return button
  }
  const close = () => dialog.close()
  const put = ({ code }) => {
    const replaces = ["footnote", "pastedNote"].some((name) => editor.isActive(name))
    const at = replaces ? editor.state.selection : editor.state.selection.to
    editor.commands.insertContentAt(at, { type: "footnote", attrs: { source: code } })
    close()
  }
  const [plus, taken] = SourceSearch.adding(words, put)
  const acts = make("div", { class: "prose-editor-dialog-buttons" }, act(words.cancel, close))
  if (editor.isActive("footnote"))
    acts.prepend(
      act(words.remove, () => {
        editor.commands.deleteSelection()
        close()
      }),
    )
  const title = make("h3", { class: "prose-editor-dialog-title" }, words.source)
  const adding = make("p", {}, plus, taken)
  const dialog = make("dialog", { class: "prose-editor-dialog", "aria-label": words.source }, title, search, adding, acts)
  search.addEventListener("chosen", ({ detail }) => put(detail))
  // What is found stays open, so that nothing moves away below the pointer.
  dialog.addEventListener("mousedown", (event) => event.target.matches("input") || event.preventDefault())
  dialog.addEventListener("close", () => {
    // At once: the next key may come before the next frame.
    editor.view.focus()
    dialog.remove()
  })
  editor.view.dom.parentElement.append(dialog)
  dialog.showModal()
  search.input.focus()
  if (note) suggest(search, plus, note)
}

// A new source begins with what the footnote says of it; who may add none is offered none.
async function suggest(search, plus, note) {
  const columns = await search.suggest(note)
  if (columns) plus.href = SourceSearch.fresh(columns)
  else plus.hidden = true
}
