// Lists that count in numbers or in letters, and a button for each. Numbered lines that are pasted are read elsewhere.

import { OrderedList as BaseOrderedList } from "django-prose-editor/editor"

const TYPES = /^[aAiI]$/
const LETTERS = /^a$/i

function innermost({ $from }) {
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (["orderedList", "bulletList"].includes(node.type.name)) return { node, at: $from.before(depth) }
  }
  return null
}

// What the list counts in where the cursor stands: "numbers", "letters", or null where it is none that counts.
function counts(editor) {
  const { node } = innermost(editor.state.selection) || {}
  if (node?.type.name !== "orderedList") return null
  return LETTERS.test(node.attrs.type) ? "letters" : "numbers"
}

const countIn =
  (type) =>
  ({ tr }) =>
    tr.setNodeAttribute(innermost(tr.selection).at, "type", type)

// In a list of the other sort only what it counts in changes; in one of its own it ends the list, as all these buttons do.
function toggle(editor, wanted, type) {
  const chain = editor.chain().focus()
  const now = counts(editor)
  if (now === wanted) return chain.toggleOrderedList().run()
  if (now) return chain.command(countIn(type)).run()
  if (innermost(editor.state.selection)) return chain.toggleOrderedList().command(countIn(type)).run()
  // A list of its own, also below one that counts in the other way.
  if (!editor.can().wrapInList("orderedList")) chain.clearNodes()
  return chain.wrapInList("orderedList", { type }).run()
}

export const OrderedList = BaseOrderedList.extend({
  addAttributes() {
    const { start } = this.parent()
    const parseHTML = (element) => (TYPES.test(element.getAttribute("type")) ? element.getAttribute("type") : null)
    const renderHTML = ({ type }) => (type ? { type, "data-letters": type } : {})
    return { start, type: { default: null, parseHTML, renderHTML } }
  },

  addNodeView() {
    return null
  },

  addProseMirrorPlugins() {
    return []
  },

  addMenuItems(menus) {
    this.parent?.(menus)
    const { buttons, menu } = menus
    const enabled = (editor) => editor.can().toggleOrderedList()
    menu.defineItem({
      name: "orderedList",
      groups: "blockType lists nodes",
      button: buttons.material("format_list_numbered"),
      enabled,
      active: (editor) => counts(editor) === "numbers",
      command: (editor) => toggle(editor, "numbers", null),
    })
    menu.defineItem({
      name: "letteredList",
      groups: "blockType lists nodes",
      button: buttons.svg('<span lang="en" dir="ltr">a.</span><span lang="ar" dir="rtl">أ.</span>'),
      enabled,
      active: (editor) => counts(editor) === "letters",
      command: (editor) => toggle(editor, "letters", "a"),
    })
  },
})
