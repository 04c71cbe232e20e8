// Telephone numbers, groups of digits, e-mail and web addresses keep their direction while an Arabic text is edited, as
// they do on its page (profiles/values/runs.py).

import { Extension, Plugin, pm } from "django-prose-editor/editor"

const { Decoration, DecorationSet } = pm.view
const ADDRESS = "(?:https?:\\/\\/|www\\.)\\S+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"
const NUMBER = "(?<![\\w.+-])[(]?[+]?[(]?\\d(?:(?:[ \\u00a0.-]|[ \\u00a0]?[()][ \\u00a0-]?)?\\d)+(?!\\w)"
const RUN = new RegExp(`${ADDRESS}|${NUMBER}`, "g")
const YEARS = /^(19|20)\d\d-(19|20|21)\d\d$/
const FEWEST_DIGITS = 7

const isWhole = (run) => /[a-z]/i.test(run) || (run.replace(/\D/g, "").length >= FEWEST_DIGITS && !YEARS.test(run))

function decorate(doc) {
  const found = []
  doc.descendants((node, at) => {
    if (!node.isText) return
    for (const { 0: run, index } of node.text.matchAll(RUN))
      if (isWhole(run)) found.push(Decoration.inline(at + index, at + index + run.length, { class: "run" }))
  })
  return DecorationSet.create(doc, found)
}

export const Runs = Extension.create({
  name: "runs",

  addProseMirrorPlugins() {
    if (this.editor.options.element.querySelector("textarea").dir !== "rtl") return []
    const plugin = new Plugin({
      state: {
        init: (_config, { doc }) => decorate(doc),
        apply: (transaction, decorations) => (transaction.docChanged ? decorate(transaction.doc) : decorations),
      },
      props: { decorations: (state) => plugin.getState(state) },
    })
    return [plugin]
  },
})
