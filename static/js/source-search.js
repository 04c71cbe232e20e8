// A search in the register of sources: type, choose by arrows and Enter or by pointer. It fires `chosen` with the row.
// Beside it, a link to the form of a new one.

"use strict"
{
  const PAUSE = 200
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.append(...children)
    return element
  }
  const register = () => document.querySelector("meta[name=source-register]").content
  const ask = async (door, asked) => {
    const answer = await fetch(`${register()}${door}/?${new URLSearchParams(asked)}`)
    if (!answer.ok) throw Error(answer.status)
    return answer.json()
  }
  // So many letters of a footnote are read.
  const READ = 1000
  let made = 0

  class SourceSearch extends HTMLElement {
    static make = make

    // Rows of the register as {code, title, about}: by what is typed, or by their codes.
    static async find(asked) {
      return (await ask("search", asked)).results
    }

    // The address of the form of a new source, which begins with some columns and gives back its code.
    static fresh(columns = {}) {
      return `${register()}add/?${new URLSearchParams({ ...columns, _to_field: "code", _popup: 1 })}`
    }

    // A link to that form in a window of its own, and what gives `take` the row that was added there.
    static adding(words, take) {
      const id = `source-taken-${++made}`
      // Django's window for a new row gives what was added back to a list of choices.
      const taken = make("select", { id, hidden: "" })
      window.django.jQuery(taken).on("change", (event) => {
        event.stopPropagation()
        if (taken.value) take({ code: taken.value, title: taken.selectedOptions[0].text, about: taken.value })
        taken.replaceChildren()
      })
      const attributes = { id: `add_${id}`, class: "related-widget-wrapper-link", "data-popup": "yes" }
      const title = `${words.new} (${words.opens})`
      return [make("a", { ...attributes, href: SourceSearch.fresh(), title }, words.new), taken]
    }

    connectedCallback() {
      const list = `source-search-${++made}`
      const { label = "", none = "" } = this.dataset
      this.none = none
      this.input = make("input", { type: "search", role: "combobox", "aria-label": label, placeholder: label })
      for (const [name, value] of Object.entries({ expanded: false, controls: list, autocomplete: "list" }))
        this.input.setAttribute(`aria-${name}`, value)
      Object.assign(this.input, { autocomplete: "off", spellcheck: false, dir: "auto" })
      this.list = make("ul", { role: "listbox", id: list, "aria-label": label })
      this.said = make("p", { role: "status", class: "source-search-said" })
      this.list.hidden = true
      this.replaceChildren(this.input, this.list, this.said)
      this.input.addEventListener("input", (event) => this.typed(event))
      this.input.addEventListener("keydown", (event) => this.key(event))
      this.input.addEventListener("blur", () => this.close())
      // What is typed here is no change of the form that it stands in.
      for (const name of ["input", "change"]) this.addEventListener(name, (event) => event.stopPropagation())
      this.list.addEventListener("mousedown", (event) => event.preventDefault())
      this.list.addEventListener("click", ({ target }) => this.choose(target.closest("[role=option]")))
    }

    typed() {
      clearTimeout(this.waiting)
      this.waiting = setTimeout(() => this.look(), PAUSE)
    }

    async look() {
      const term = this.input.value.trim()
      if (!term) return this.close()
      let rows
      try {
        rows = await SourceSearch.find({ term })
      } catch (error) {
        this.close()
        this.said.textContent = error.message
        return
      }
      if (term === this.input.value.trim()) this.offer(rows)
    }

    // What a footnote means is found and, where that is sure, marked. Gives what a new source would begin with.
    async suggest(note) {
      let found
      try {
        found = await ask("footnote", { note: note.slice(0, READ) })
      } catch (error) {
        this.said.textContent = error.message
        return {}
      }
      if (this.input.value) return found.columns
      const { term, results, sure } = found
      this.input.value = term
      this.offer(results, sure ? 0 : -1)
      if (results.length) this.said.textContent = sure ? this.dataset.sure : this.dataset.unsure
      return found.columns
    }

    offer(rows, marked = 0) {
      this.rows = rows
      this.list.replaceChildren(
        ...rows.map(({ title, about }, index) =>
          make(
            "li",
            { role: "option", id: `${this.list.id}-${index}`, "aria-selected": false },
            make("bdi", {}, title),
            make("small", {}, make("bdi", {}, about)),
          ),
        ),
      )
      this.said.textContent = rows.length ? "" : this.none
      this.list.hidden = !rows.length
      this.input.setAttribute("aria-expanded", !this.list.hidden)
      this.mark(marked)
    }

    close() {
      clearTimeout(this.waiting)
      this.list.hidden = true
      this.list.replaceChildren()
      this.said.textContent = ""
      this.input.setAttribute("aria-expanded", false)
      this.input.removeAttribute("aria-activedescendant")
    }

    // None by −1.
    mark(index) {
      const options = [...this.list.children]
      this.at = index
      for (const option of options) option.setAttribute("aria-selected", option === options[this.at])
      this.input.removeAttribute("aria-activedescendant")
      if (!options[this.at]) return
      this.input.setAttribute("aria-activedescendant", options[this.at].id)
      options[this.at].scrollIntoView({ block: "nearest" })
    }

    key(event) {
      const open = !this.list.hidden
      const { key } = event
      if (key === "Enter") {
        // Never the button of the form.
        event.preventDefault()
        if (open) this.choose(this.list.children[this.at])
      } else if (key === "Escape" && open) {
        event.preventDefault()
        event.stopPropagation()
        this.close()
      } else if (open && ["ArrowDown", "ArrowUp"].includes(key)) {
        event.preventDefault()
        const { length } = this.list.children
        this.mark(key === "ArrowDown" ? (this.at + 1) % length : (Math.max(this.at, 0) + length - 1) % length)
      } else if (key === "ArrowDown") {
        this.look()
      }
    }

    choose(option) {
      if (!option) return
      const row = this.rows[[...this.list.children].indexOf(option)]
      this.input.value = ""
      this.close()
      this.dispatchEvent(new CustomEvent("chosen", { detail: row }))
    }
  }

  customElements.define("source-search", SourceSearch)
}
