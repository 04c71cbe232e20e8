// A changed choice, order or day brings the new list into the same page. Where this fails the form is sent.

"use strict"
{
  const main = document.querySelector("main")
  const said = document.body.appendChild(document.createElement("p"))
  said.className = "hidden"
  said.ariaLive = "polite"

  const here = () => location.pathname + location.search
  let shown = here()
  let asking

  const form = () => main.querySelector(".filters form")
  const nameOf = (details) => details.querySelector("input")?.name

  async function show(address) {
    asking?.abort()
    asking = new AbortController()
    const answer = await fetch(address, asking)
    if (!answer.ok) throw Error()
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const { name, type, value } = document.activeElement
    const open = [...main.querySelectorAll("[open]")].map(nameOf)
    main.replaceChildren(...page.querySelector("main").childNodes)
    for (const details of main.querySelectorAll("details")) details.open ||= open.includes(nameOf(details))
    const held = [...form()].find((field) => name && field.name === name && (type !== "checkbox" || field.value === value))
    if (type === "search" || type === "text") held.value = value
    held?.focus({ preventScroll: true })
    document.title = page.title
    document.querySelector(".language").href = page.querySelector(".language").href
    said.textContent = main.querySelector("[role=status]").textContent
    shown = address
  }

  main.onchange = async ({ target }) => {
    if (target.form !== form() || target.type === "search") return
    const asked = [...new FormData(form())].filter(([, value]) => value)
    const address = `${location.pathname}?${new URLSearchParams(asked)}`
    try {
      await show(address)
      history.pushState(0, "", address)
    } catch (error) {
      if (error.name !== "AbortError") form().submit()
    }
  }

  onpopstate = () => {
    if (here() !== shown) show(here()).catch(() => location.reload())
  }
}
