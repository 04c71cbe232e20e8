// The sources of a row: its lines of text as a list of titles, each with what it carries, to arrange and to remove, and
// a search that adds to them. The text itself stays the field of the form.

"use strict"
{
  const SourceSearch = customElements.get("source-search")
  const { make } = SourceSearch
  const titles = new Map()
  // So many rows the register gives in one answer.
  const ANSWERED = 20

  const read = (text) =>
    text
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .filter(([code]) => code)
      .map(([code, part = ""]) => ({ code, part: part.toLowerCase() }))
  const write = (rows) => rows.map(({ code, part }) => `${code} ${part}`.trim()).join("\n")

  class SourceList extends HTMLElement {
    connectedCallback() {
      this.field = this.querySelector("textarea")
      // A row that was copied brings the list of the row that it was copied from.
      this.querySelector(".source-list")?.remove()
      if (this.field.name.includes("__prefix__")) return
      this.words = JSON.parse(this.dataset.words)
      this.parts = JSON.parse(this.dataset.carries)
      for (const row of JSON.parse(this.dataset.known)) titles.set(row.code, row)
      this.label = document.querySelector(`label[for="${CSS.escape(this.field.id)}"]`)
      this.build()
      this.field.hidden = true
      // It says how to write the text.
      document.getElementById(`${this.field.id}_helptext`)?.remove()
      this.field.addEventListener("change", () => this.show())
      this.label?.addEventListener("click", () => this.search.input.focus())
      this.show()
    }

    build() {
      this.list = make("ol")
      this.search = make("source-search", { "data-label": this.words.search, "data-none": this.words.none })
      this.search.addEventListener("chosen", ({ detail }) => this.add(detail))
      const [plus, taken] = SourceSearch.adding(this.words, (row) => this.add(row))
      const name = this.label?.textContent.trim().replace(/:$/, "") || ""
      const adding = make("div", { class: "source-add" }, this.search, plus, taken)
      this.append(make("div", { class: "source-list", role: "group", "aria-label": name }, this.list, adding))
    }

    // A text that is no list of sources stays to be mended as it is.
    show() {
      this.rows = read(this.field.value)
      this.list.replaceChildren(...this.rows.map((row, index) => this.item(row, index)))
      this.list.hidden = !this.rows.length
      this.learn()
    }

    async learn() {
      const unknown = this.rows.map(({ code }) => code).filter((code) => !titles.has(code))
      if (!unknown.length) return
      for (const code of unknown) titles.set(code, { code, title: code, about: "" })
      try {
        const found = []
        while (unknown.length) {
          const asked = unknown.splice(0, ANSWERED).map((code) => ["code", code])
          found.push(...(await SourceSearch.find(asked)))
        }
        for (const row of found) titles.set(row.code, row)
        if (found.length) this.show()
      } catch (error) {
        console.warn("The titles of sources could not be read.", error)
      }
    }

    item(row, index) {
      const { title = row.code, about = "" } = titles.get(row.code) || {}
      const select = make("select", { "aria-label": `${title}: ${this.words.carries}` })
      for (const [value, label] of this.parts) select.add(new Option(label, value, false, value === row.part))
      select.addEventListener("change", (event) => {
        event.stopPropagation()
        row.part = select.value
        this.keep()
      })
      const button = (act, sign, word) => {
        const made = make("button", { type: "button", "aria-label": `${word}: ${title}`, title: word }, sign)
        made.addEventListener("click", act)
        return made
      }
      const up = button(() => this.move(index), "↑", this.words.up)
      up.disabled = !index
      const remove = button(() => this.remove(index), "×", this.words.remove)
      const details = make("small", {}, make("bdi", {}, about))
      const words = make("span", { class: "source-title" }, make("bdi", {}, title), details)
      return make("li", {}, words, select, up, remove)
    }

    add(row) {
      titles.set(row.code, row)
      if (!this.rows.some(({ code }) => code === row.code)) this.rows.push({ code: row.code, part: "" })
      this.keep()
      this.search.input.focus()
    }

    move(index) {
      const [row] = this.rows.splice(index, 1)
      this.rows.splice(index - 1, 0, row)
      this.keep()
      this.list.children[index - 1].querySelector("button:enabled").focus()
    }

    remove(index) {
      this.rows.splice(index, 1)
      this.keep()
      const next = this.list.children[Math.min(index, this.rows.length - 1)]
      ;(next?.querySelector("button:last-child") || this.search.input).focus()
    }

    keep() {
      this.field.value = write(this.rows)
      this.field.dispatchEvent(new Event("change", { bubbles: true }))
    }
  }

  // Only then do they hold their fields.
  document.addEventListener("DOMContentLoaded", () => customElements.define("source-list", SourceList))
}
