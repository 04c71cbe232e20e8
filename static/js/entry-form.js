// The form of an entry: what is linked to opens, bounded texts are counted, and unsaved text is not left by mistake.
// Whether there is any says `rescue.js`, which keeps it (`data-unsaved` of the form).

"use strict"
{
  const QUIET = 700 // milliseconds after the last key, before somebody is told how much room is left
  const NEAR = 0.75 // of a bound, from which on it is worth telling

  // ── Going to a place of the form, wherever it is folded away ────────

  // What stands in for a field on the screen: the editor of a text, the list of a choice that is looked up.
  function standIn(target) {
    if (target.matches("[data-django-prose-editor-configurable]"))
      return target.closest(".prose-editor")?.querySelector(".ProseMirror")
    if (target.matches(".admin-autocomplete")) return target.parentElement.querySelector(".select2-selection")
    return target
  }

  function nameIn(hash) {
    try {
      return decodeURIComponent(hash.slice(1))
    } catch {
      return ""
    }
  }

  function reveal(hash) {
    const target = hash.length > 1 && document.getElementById(nameIn(hash))
    if (!target || !target.closest("form")) return false
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
    // Of rows their own fold, which stands inside them.
    const own = target.matches(".inline-related") && target.querySelector("details")
    if (own) own.open = true
    const place = target.matches(".inline-group") ? target.querySelector(".inline-heading") : standIn(target)
    if (!place) return false
    if (!place.matches("input, select, textarea, a, button, [tabindex], [contenteditable=true]")) place.tabIndex = -1
    place.focus({ preventScroll: true })
    ;(place.matches("input, select, textarea") ? place.closest(".form-row") || place : place).scrollIntoView()
    return document.activeElement === place
  }

  // What stands in for a field may be made after the page has loaded.
  function revealSoon(hash, tries = 20) {
    if (hash.length > 1 && !reveal(hash) && tries) setTimeout(revealSoon, 100, hash, tries - 1)
  }

  // ── Bounded texts ────────

  function watchBound(field, words) {
    const limit = Number(field.dataset.limit)
    const told = document.createElement("div")
    told.className = "room"
    told.setAttribute("role", "status")
    const tell = () => {
      const length = [...field.value].length
      const left = limit - length
      const worth = left < 0 || field.matches("textarea") || length > limit * NEAR
      const text = !worth ? "" : left < 0 ? words.over.replace("%s", -left) : words.left.replace("%s", left)
      told.classList.toggle("over", left < 0)
      if (told.textContent !== text) told.textContent = text
    }
    let waiting
    field.addEventListener("input", () => {
      clearTimeout(waiting)
      waiting = setTimeout(tell, QUIET)
    })
    field.after(told)
    tell()
  }

  // A row may be added later: its fields are watched once somebody is in them.
  function watchBounds(form, words) {
    const seen = new WeakSet()
    const watch = (field) => {
      if (seen.has(field) || field.name.includes("__prefix__")) return
      seen.add(field)
      watchBound(field, words)
    }
    form.querySelectorAll("textarea[data-limit]").forEach(watch)
    form.addEventListener("focusin", ({ target }) => target.matches("[data-limit]") && watch(target))
  }

  // ── Leaving ────────

  function watchLeaving(form, box) {
    const unsaved = () => "unsaved" in form.dataset
    window.addEventListener("beforeunload", (event) => unsaved() && event.preventDefault())
    form.addEventListener("submit", () => delete form.dataset.unsaved)
    if (!box) return
    const [save, stay] = box.querySelectorAll("button")
    const leave = box.querySelector("a")
    let from
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-then]")
      if (!link || !unsaved() || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      from = link
      link.closest("details")?.removeAttribute("open")
      leave.href = link.href
      box.hidden = false
      save.focus()
      box.scrollIntoView({ block: "nearest" })
    })
    leave.addEventListener("click", () => delete form.dataset.unsaved)
    // No button of the form's own: the first of those is what the Enter key presses in any field.
    save.addEventListener("click", () => {
      const then = document.createElement("input")
      Object.assign(then, { type: "hidden", name: "_then", value: from.dataset.then })
      form.append(then)
      form.requestSubmit()
      then.remove()
    })
    const close = () => {
      box.hidden = true
      ;(from.closest("details")?.querySelector("summary") || from).focus()
    }
    stay.addEventListener("click", close)
    box.addEventListener("keydown", ({ key }) => key === "Escape" && close())
  }

  // ── The menu of tools ────────

  function closeMenus(menus) {
    const close = (except) => {
      for (const menu of menus) if (menu !== except) menu.open = false
    }
    document.addEventListener("click", ({ target }) => close(target.closest("details")))
    document.addEventListener("keydown", ({ key, target }) => {
      const menu = key === "Escape" && target.closest(".entry-tools details[open]")
      if (!menu) return
      menu.open = false
      menu.querySelector("summary").focus()
    })
  }

  document.addEventListener("DOMContentLoaded", () => {
    const parts = document.querySelector(".entry-form")
    const form = parts?.closest("form")
    if (!form) return
    watchBounds(form, parts.dataset)
    watchLeaving(form, document.querySelector(".leaving"))
    closeMenus(document.querySelectorAll(".entry-tools details"))
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']")
      if (link && reveal(link.hash)) {
        event.preventDefault()
        history.replaceState(null, "", link.hash)
        link.closest(".parts-fold")?.removeAttribute("open")
      }
    })
    window.addEventListener("hashchange", () => reveal(location.hash))
    const refused = document.querySelector(".refused")
    if (refused || document.querySelector(".meanwhile")) form.dataset.unsaved = ""
    window.addEventListener("load", () => (refused ? refused.focus() : revealSoon(location.hash)))
  })
}
