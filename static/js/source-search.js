// A search in the register of sources: type, choose by arrows and Enter or by pointer. It fires `chosen` with the row.

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
  let made = 0

  class SourceSearch extends HTMLElement {
    static make = make
    static register = register

    // Rows of the register as {code, title, about}: by what is typed, or by their codes.
    static async find(asked) {
      const answer = await fetch(`${register()}search/?${new URLSearchParams(asked)}`)
      if (!answer.ok) throw Error(answer.status)
      return (await answer.json()).results
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

    offer(rows) {
      this.rows = rows
      this.list.replaceChildren(
        ...rows.map(({ title, about }, index) =>
          make(
            "li",
            { role: "option", id: `${this.list.id}-${index}`, "aria-selected": false },
            make("bdi", {}, title),
            make("small", { dir: "auto" }, about),
          ),
        ),
      )
      this.said.textContent = rows.length ? "" : this.none
      this.list.hidden = !rows.length
      this.input.setAttribute("aria-expanded", !this.list.hidden)
      this.mark(0)
    }

    close() {
      clearTimeout(this.waiting)
      this.list.hidden = true
      this.said.textContent = ""
      this.input.setAttribute("aria-expanded", false)
      this.input.removeAttribute("aria-activedescendant")
    }

    mark(index) {
      const options = [...this.list.children]
      this.at = options.length && (index + options.length) % options.length
      for (const option of options) option.setAttribute("aria-selected", option === options[this.at])
      if (!options.length) return
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
        this.mark(this.at + (key === "ArrowDown" ? 1 : -1))
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
