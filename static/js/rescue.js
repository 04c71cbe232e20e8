// Text that a session or a browser lost: while somebody writes, the form's fields are kept in this browser, under the
// account and the address. What was never saved is offered to the same account when the form is opened again.

"use strict"
{
  const PREFIX = "rescue:"
  const PAUSE = 400
  const MONTH = 30 * 24 * 3600 * 1000
  const UNKEPT = /^(csrfmiddlewaretoken|draft|table_digest|stands-.*|_.*)$/
  // Say which document and which rows a form holds: they go back with its text, but are none of it.
  const CARRIED = /^(base_digest|base_rows|.*-(INITIAL|MIN_NUM|MAX_NUM)_FORMS|.*-\d+-(id|entity))$/

  const fieldsOf = (form) =>
    [...form.elements].filter(
      ({ name, type }) =>
        name && !UNKEPT.test(name) && !name.includes("__prefix__") && !["file", "submit", "button"].includes(type),
    )

  // Of every name its values; of a choice its words too, since a list that is loaded on demand may lack it.
  function read(form) {
    const values = {}
    const words = {}
    for (const field of fieldsOf(form)) {
      values[field.name] ||= []
      if (["checkbox", "radio"].includes(field.type)) {
        if (field.checked) values[field.name].push(field.value)
      } else {
        values[field.name].push(field.value)
        if (field.selectedOptions?.[0]) words[field.name] = field.selectedOptions[0].text
      }
    }
    return { values, words }
  }

  const text = (values) =>
    JSON.stringify(
      Object.entries(values)
        .filter(([name, said]) => !CARRIED.test(name) && said.some(Boolean))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )

  // An entry that cannot be read, or that nobody came back for in a month, goes.
  function readable(key) {
    try {
      return JSON.parse(localStorage.getItem(key))
    } catch {
      return { at: 0 }
    }
  }

  function forgetOld() {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(PREFIX) && !(readable(key)?.at > Date.now() - MONTH)) localStorage.removeItem(key)
  }

  function entries(prefix) {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix))
    return keys.map((key) => ({ key, ...readable(key) })).sort((a, b) => a.at - b.at)
  }

  function forgetSaved() {
    const saved = document.querySelector("meta[name=saved-drafts]")?.content.split(" ") || []
    for (const key of Object.keys(localStorage))
      if (key.startsWith(PREFIX) && saved.includes(key.split(":").at(-1))) localStorage.removeItem(key)
  }

  // ── Back into the form ────────

  function putBack(form, { values, words }) {
    for (const [name, [total]] of Object.entries(values))
      if (name.endsWith("-TOTAL_FORMS")) fitRows(form, name.replace("-TOTAL_FORMS", ""), Number(total))
    for (const field of fieldsOf(form)) if (field.name in values) fill(field, values[field.name], words[field.name])
  }

  // As many rows as the text has. Others' rows of the meantime go from this form only, and come with the merge.
  function fitRows(form, prefix, total) {
    const count = form.elements[`${prefix}-TOTAL_FORMS`]
    const adder = document.querySelector(`#${prefix}-group .add-row a`)
    while (adder && Number(count.value) < total) adder.click()
    for (let index = total; index < Number(count.value); index++) document.getElementById(`${prefix}-${index}`)?.remove()
  }

  function fill(field, said, word) {
    if (["checkbox", "radio"].includes(field.type)) {
      field.checked = said.includes(field.value)
    } else {
      const [value = ""] = said
      if (field.matches("select") && value && ![...field.options].some((option) => option.value === value))
        field.add(new Option(word || value, value))
      const editor = field.closest(".prose-editor")?.querySelector(".ProseMirror")?.editor
      if (editor && field.value !== value) editor.commands.setContent(value)
      field.value = value
    }
    field.dispatchEvent(new Event("change", { bubbles: true }))
  }

  // ── Saying elsewhere that text waits ────────

  // A page beside a form says which: the path of its address, whatever the language.
  function tell(note) {
    const { account, form } = note.dataset
    const found = entries(`${PREFIX}${account}:`).filter(({ key }) => key.split(":")[2].endsWith(form))
    if (!found.length) return
    note.querySelector("a").href = found.at(-1).key.split(":")[2]
    note.querySelector("time").textContent = moment(found.at(-1).at)
    note.hidden = false
  }

  // `2026-11-29 14:05 (Asia/Dubai)`: the time of the browser, with its zone.
  function moment(at) {
    const local = new Date(at - new Date(at).getTimezoneOffset() * 60000).toISOString().slice(0, 16).replace("T", " ")
    return `${local} (${Intl.DateTimeFormat().resolvedOptions().timeZone})`
  }

  // ── Keeping and offering ────────

  function watch(form, prefix) {
    const draft = form.elements.draft
    draft.value ||= [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("")
    let waiting
    const keep = () => {
      clearTimeout(waiting)
      waiting = undefined
      try {
        localStorage.setItem(prefix + draft.value, JSON.stringify({ at: Date.now(), ...read(form) }))
      } catch (error) {
        console.warn("The browser keeps no more text.", error)
      }
    }
    const soon = () => {
      form.dataset.unsaved = ""
      clearTimeout(waiting)
      waiting = setTimeout(keep, PAUSE)
    }
    for (const happening of ["input", "change"]) form.addEventListener(happening, soon)
    document.addEventListener("formset:removed", soon)
    for (const leaving of ["submit", "pagehide"]) window.addEventListener(leaving, () => waiting && keep(), true)
    return keep
  }

  // The button that had the focus is gone: what became of it has the focus, and is said aloud.
  function sayBack(box, at) {
    const said = box.nextElementSibling
    said.querySelector("time").textContent = moment(at)
    said.hidden = false
    said.focus()
  }

  function offer(form, box, found, keep) {
    box.querySelector("time").textContent = moment(found.at)
    box.hidden = false
    box.addEventListener("click", ({ target }) => {
      const { act } = target.dataset
      if (!act) return
      if (act === "restore") {
        putBack(form, found)
        keep()
      }
      localStorage.removeItem(found.key)
      box.hidden = true
      if (act === "restore") sayBack(box, found.at)
    })
  }

  document.addEventListener("DOMContentLoaded", () => {
    forgetOld()
    forgetSaved()
    document.querySelectorAll(".waits").forEach(tell)
    const box = document.querySelector(".rescue")
    const form = box?.closest("form")
    if (!form) return
    const prefix = `${PREFIX}${box.dataset.account}:${location.pathname}:`
    const keep = watch(form, prefix)
    const present = text(read(form).values)
    const lost = entries(prefix).filter(({ key }) => key !== prefix + form.elements.draft.value)
    for (const { key, values } of lost) if (text(values) === present) localStorage.removeItem(key)
    const last = lost.filter(({ key }) => localStorage.getItem(key)).at(-1)
    if (last) offer(form, box, last, keep)
  })
}
