// The editor among the other fields of an admin form: its language and label, its toolbar for keyboards and screen
// readers, and a link dialog that asks for an address only (the column keeps nothing else of a link).

import { Extension, Link as BaseLink, Plugin, updateAttrsDialog } from "django-prose-editor/editor"

const COPIED = ["lang", "dir", "aria-describedby", "aria-invalid", "aria-required"]
const ALLOWED = /^(https?:\/\/[^/?#\\]|mailto:.|tel:.|#.|\/(?![/\\]))/i

function labelsOf(textarea) {
  const labels = [...(textarea.labels || [])]
  if (labels.length) return labels
  const column = [...(textarea.closest("td")?.classList || [])].find((name) => name.startsWith("field-"))
  const header = column && textarea.closest("table").querySelector(`th.${column.replace("field-", "column-")}`)
  return header ? [header] : []
}

function attributesOf(textarea) {
  const label = labelsOf(textarea)[0]?.textContent.trim().replace(/[\s:：]+$/, "")
  const attributes = { role: "textbox", "aria-multiline": "true" }
  if (label) attributes["aria-label"] = label
  for (const name of COPIED) if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name)
  return attributes
}

export const Portal = Extension.create({
  name: "portal",
  priority: 1, // after Menu has made the toolbar

  addOptions() {
    return { words: {} }
  },

  addProseMirrorPlugins() {
    const textarea = this.editor.options.element.querySelector("textarea")
    return [new Plugin({ props: { attributes: attributesOf(textarea) } })]
  },

  onCreate() {
    const { editor } = this
    const root = editor.view.dom.closest(".prose-editor")
    for (const label of labelsOf(root.querySelector("textarea")))
      label.addEventListener("click", () => editor.commands.focus())
    const toolbar = root.querySelector(".prose-menubar")
    if (toolbar) equip(toolbar, editor, this.options.words)
  },
})

function equip(toolbar, editor, words) {
  const buttons = [...toolbar.querySelectorAll("button")]
  toolbar.setAttribute("role", "toolbar")
  toolbar.setAttribute("aria-label", words.toolbar || "")
  for (const button of buttons) {
    const { name } = button.dataset
    const level = /^heading(\d)$/.exec(name)?.[1]
    const word = level ? words.heading?.replace("%s", level) : words[name]
    if (word) button.title = word
    if (word) button.setAttribute("aria-label", word)
  }
  const reflect = () => {
    for (const button of buttons) {
      const { name } = button.dataset
      if (name === "bulletList") button.classList.toggle("active", editor.isActive(name))
      if (!/^(history:|table)/.test(name)) button.setAttribute("aria-pressed", button.classList.contains("active"))
      button.setAttribute("aria-disabled", button.classList.contains("disabled"))
    }
  }
  editor.on("transaction", reflect)
  reflect()
  rove(toolbar, buttons)
}

// One stop of the Tab key for the whole toolbar; arrows go from button to button.
function rove(toolbar, buttons) {
  const stop = (chosen) => buttons.forEach((button) => (button.tabIndex = button === chosen ? 0 : -1))
  stop(buttons[0])
  toolbar.addEventListener("focusin", ({ target }) => buttons.includes(target) && stop(target))
  toolbar.addEventListener("keydown", (event) => {
    const shown = buttons.filter((button) => !button.classList.contains("hidden"))
    const at = shown.indexOf(document.activeElement)
    const forward = getComputedStyle(toolbar).direction === "rtl" ? "ArrowLeft" : "ArrowRight"
    const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft"
    const to = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: shown.length - 1 }[event.key]
    if (at < 0 || to === undefined) return
    event.preventDefault()
    shown.at(to % shown.length).focus()
  })
}

// ── Links ───────────────────────────────────────────────────────────────────────────────────────────────────────────

// “ilo.org” means https://ilo.org, “info@ilo.org” an e-mail address.
export function completeAddress(typed) {
  const address = typed.trim()
  if (ALLOWED.test(address) || !address) return address
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/.]+$/.test(address)) return `mailto:${address}`
  if (/^(\/\/)?[^\s@/:.]+(\.[^\s@/:.]+)+(:\d+)?([/?#]|$)/.test(address)) return `https://${address.replace(/^\/\//, "")}`
  return address
}

async function askForLink(editor, options) {
  const words = editor.extensionManager.extensions.find(({ name }) => name === "portal")?.options.words || {}
  const ask = updateAttrsDialog(
    { href: { type: "string", title: words.address || "URL" } },
    { title: words.link || "Link", submitText: words.save },
  )
  const answer = ask(editor, { href: editor.getAttributes("link").href })
  const input = editor.view.dom.closest(".prose-editor").querySelector("dialog input")
  const check = () => {
    const fine = ALLOWED.test(completeAddress(input.value))
    input.setCustomValidity(fine ? "" : words.wrongAddress || "?")
  }
  Object.assign(input, { dir: "ltr", inputMode: "url", autocomplete: "off", placeholder: "https://" })
  input.addEventListener("input", check)
  check()
  input.select()
  const attributes = await answer
  return attributes && { href: completeAddress(attributes.href) }
}

export const Link = BaseLink.extend({
  addOptions() {
    return { ...this.parent?.(), isAllowedUri: (url) => ALLOWED.test(url || "") }
  },

  addAttributes() {
    return { href: { default: null } }
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          if (editor.state.selection.empty && !editor.isActive("link")) return false
          askForLink(editor).then((attributes) => {
            if (!attributes) return editor.commands.focus()
            return editor.chain().focus().extendMarkRange("link").setMark("link", attributes).run()
          })
          return true
        },
    }
  },
})
