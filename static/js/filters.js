// A changed name, choice, order or day brings the new list into the same page. Where this fails the form is sent.

"use strict"
{
  const main = document.querySelector("main")
  const said = document.body.appendChild(document.createElement("p"))
  said.className = "hidden"
  said.ariaLive = "polite"

  const here = () => location.pathname + location.search
  let shown = here()
  let asking

  const form = () => main.querySelector("form.sieve")
  const nameOf = (details) => details.querySelector("input")?.name

  async function show(address) {
    asking?.abort()
    asking = new AbortController()
    const answer = await fetch(address, asking)
    if (!answer.ok) throw Error()
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const { name, type, value, selectionStart } = document.activeElement
    const open = [...main.querySelectorAll("[open]")].map(nameOf)
    main.replaceChildren(...page.querySelector("main").childNodes)
    for (const details of main.querySelectorAll("details")) details.open ||= open.includes(nameOf(details))
    const held = [...form()].find((field) => name && field.name === name && (type !== "checkbox" || field.value === value))
    const typed = type === "search" || type === "text"
    if (typed) held.value = value
    held?.focus({ preventScroll: true })
    if (typed) held.setSelectionRange(selectionStart, selectionStart)
    offerPrint()
    document.title = page.title
    document.querySelector(".language").href = page.querySelector(".language").href
    said.textContent = main.querySelector("[role=status]").textContent
    shown = address
  }

  const asked = () => {
    const chosen = new URLSearchParams([...new FormData(form())].filter(([, value]) => value))
    return chosen.size ? `${location.pathname}?${chosen}` : location.pathname
  }

  async function change(keep) {
    const address = asked()
    if (address === here()) return
    try {
      await show(address)
      keep(address)
    } catch (error) {
      if (error.name !== "AbortError") form().submit()
    }
  }

  main.onchange = ({ target }) => {
    if (target.form === form() && target.type !== "search") change((address) => history.pushState(0, "", address))
  }

  // While a name is typed the address follows, without a step back for each letter.
  let waiting
  main.oninput = ({ target }) => {
    if (target.form !== form() || target.type !== "search") return
    clearTimeout(waiting)
    waiting = setTimeout(change, 150, (address) => history.replaceState(0, "", address))
  }

  const offerPrint = () => {
    for (const button of main.querySelectorAll("button[name=print]")) {
      button.hidden = false
      button.onclick = () => print()
    }
  }
  offerPrint()

  onpopstate = () => {
    if (here() !== shown) show(here()).catch(() => location.reload())
  }
}
