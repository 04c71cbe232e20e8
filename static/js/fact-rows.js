// Rows of facts: a new one opens with the focus in its first field, and those that are arranged are moved by buttons or
// dragged by a handle. Opening and closing is the browser's own.

"use strict"
{
  let isAsked = false
  const rowsOf = (group) => [...group.querySelectorAll(".fact-row:not(.empty-form)")]
  const positionOf = (row) => row.querySelector('[name$="-position"]')

  const make = (tag, attributes, text = "") => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.textContent = text
    return element
  }

  // ── Opening ────────

  function reveal() {
    const target = document.getElementById(location.hash.slice(1))
    if (!target) return
    for (let row = target.closest("details"); row; row = row.parentElement.closest("details")) row.open = true
    target.scrollIntoView({ block: target.matches(".fact-body") ? "center" : "nearest" })
  }

  // Lists that are searched take what is typed at once.
  function focusFirst(row) {
    const [field] = row.querySelectorAll("input:not([type=hidden]), select, textarea")
    if (field?.matches(".select2-hidden-accessible")) window.django.jQuery(field).select2("open")
    else field?.focus()
  }

  function typeInto(event) {
    const { key, target } = event
    if (key.length !== 1 || key === " " || event.ctrlKey || event.metaKey || event.altKey) return
    if (!target.matches(".fact-row .select2-selection--single")) return
    event.preventDefault()
    window.django.jQuery(target.closest(".select2").previousElementSibling).select2("open")
    const search = document.querySelector(".select2-container--open .select2-search__field")
    search.focus()
    search.value = key
    search.dispatchEvent(new Event("input", { bubbles: true }))
  }

  // Django numbers the fields of a copied row, but not what describes them.
  function describe(row) {
    for (const field of row.querySelectorAll("[aria-describedby]")) {
      const ids = field.getAttribute("aria-describedby").split(" ")
      const own = ids.map((id) => id.replace(/^id_.+-(\d+|__prefix__)-.+?(?=_helptext$|_error$)/, field.id))
      field.setAttribute("aria-describedby", own.join(" "))
    }
  }

  function differs(field) {
    if (field.type === "checkbox") return field.checked !== field.defaultChecked
    if (field.matches("select")) return [...field.options].some((option) => option.selected !== option.defaultSelected)
    return field.value !== field.defaultValue
  }

  // Whether anything in a row is not as it came, but for its place; and what a new one is about.
  function note(row) {
    const fields = [...row.querySelectorAll("[name]")].filter(({ name }) => !name.endsWith("-position"))
    row.classList.toggle("is-changed", fields.some(differs))
    if (row.matches(".has_original")) return
    const [first] = fields.filter(({ type }) => type !== "hidden")
    row.querySelector(".fact-typed").textContent = first.selectedOptions?.[0]?.text ?? first.value
  }

  // ── Arranging ────────

  // The number of each row is its place.
  function number(group) {
    rowsOf(group).forEach((row, place) => {
      const field = positionOf(row)
      if (field.value === String(place)) return
      field.value = place
      field.dispatchEvent(new Event("change", { bubbles: true }))
    })
    enable(group)
  }

  function enable(group) {
    const rows = rowsOf(group)
    rows.forEach((row, place) => {
      const [up, down] = row.querySelectorAll(":scope > .fact-move button")
      up.disabled = !place
      down.disabled = place === rows.length - 1
      up.parentElement.hidden = rows.length < 2
    })
  }

  // By the numbers that stand in the rows; by those of their fields for the script that takes rows away, which numbers
  // these anew.
  const byPosition = (row) => Number(positionOf(row).value || Infinity)
  const byNumber = (row) => Number(row.id.split("-").at(-1))

  function sort(group, by) {
    const rows = rowsOf(group)
    const sorted = [...rows].sort((one, other) => by(one) - by(other))
    if (sorted.every((row, place) => row === rows[place])) return
    for (const row of sorted) group.querySelector(".fact-row.empty-form").before(row)
  }

  // The neighbour moves, so that the row keeps the focus and the pointer.
  function step(row, back) {
    const other = back ? row.previousElementSibling : row.nextElementSibling
    if (!other?.matches(".fact-row:not(.empty-form)")) return false
    if (back) row.after(other)
    else row.before(other)
    return true
  }

  function tell(group, row) {
    const rows = rowsOf(group)
    const words = { place: rows.indexOf(row) + 1, count: rows.length }
    group.querySelector(".fact-moved").textContent = group.dataset.moved.replace(/{(\w+)}/g, (_all, name) => words[name])
  }

  function equip(group, row) {
    row.querySelector(":scope > .fact-move")?.remove()
    const name = row.querySelector(".fact-subject").textContent
    const tools = make("div", { class: "fact-move" })
    const button = (sign, words, back) => {
      const made = make("button", { type: "button", "aria-label": `${words}: ${name}`, title: words }, sign)
      made.addEventListener("click", () => {
        if (!step(row, back)) return
        number(group)
        tell(group, row)
        if (made.disabled) tools.querySelector("button:enabled")?.focus()
      })
      return made
    }
    const handle = make("span", { class: "fact-handle", "aria-hidden": true, title: group.dataset.drag }, "⠿")
    handle.addEventListener("pointerdown", (event) => drag(event, group, row, handle))
    tools.append(handle, button("↑", group.dataset.up, true), button("↓", group.dataset.down, false))
    row.append(tools)
    positionOf(row).closest(".fieldBox").parentElement.hidden = true
  }

  function drag(event, group, row, handle) {
    if (event.button) return
    event.preventDefault()
    handle.setPointerCapture(event.pointerId)
    row.classList.add("is-dragged")
    const follow = ({ clientY }) => {
      const { top, bottom } = row.getBoundingClientRect()
      const other = clientY < top ? row.previousElementSibling : clientY > bottom ? row.nextElementSibling : null
      if (other) step(row, clientY < top)
    }
    const end = () => {
      handle.removeEventListener("pointermove", follow)
      row.classList.remove("is-dragged")
      number(group)
      tell(group, row)
    }
    handle.addEventListener("pointermove", follow)
    handle.addEventListener("lostpointercapture", end, { once: true })
  }

  function prepare(group) {
    for (const row of rowsOf(group)) equip(group, row)
    sort(group, byPosition)
    enable(group)
    group.addEventListener("change", ({ target, isTrusted }) => {
      // A text that was put back brings the place of its row.
      if (!isTrusted && target.name?.endsWith("-position")) queueMicrotask(() => sort(group, byPosition))
    })
  }

  document.addEventListener("formset:added", ({ target }) => {
    if (!target.matches(".fact-row")) return
    const group = target.closest(".fact-group")
    describe(target)
    if (group.matches("[data-sortable]")) {
      equip(group, target)
      number(group)
    }
    // After the scripts that make lists of its fields.
    const focus = isAsked
    setTimeout(() => focus && focusFirst(target))
  })
  // Text that is put back adds rows too, and takes no focus.
  document.addEventListener("click", (event) => (isAsked = event.isTrusted), true)

  // Around Django's own script, which takes the row away.
  function removing({ target }) {
    const group = target.closest(".inline-deletelink") && target.closest(".fact-group")
    if (!group) return
    const sortable = group.matches("[data-sortable]")
    if (sortable) sort(group, byNumber)
    setTimeout(() => {
      if (sortable) {
        sort(group, byPosition)
        number(group)
      }
      group.querySelectorAll(".fact-row").forEach(describe)
      group.querySelector(".add-row a").focus()
    })
  }

  document.addEventListener("click", removing, true)
  document.addEventListener("keydown", typeInto)
  window.addEventListener("hashchange", reveal)

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".fact-group[data-sortable]").forEach(prepare)
    for (const name of ["input", "change"])
      document.addEventListener(name, ({ target }) => {
        const row = target.name && target.closest(".fact-row")
        if (row) note(row)
      })
    reveal()
  })
}
