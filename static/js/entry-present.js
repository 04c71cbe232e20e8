// The form of an entry: says every half minute that it is open here, and reads who else has it open.

"use strict"
{
  const EVERY = 31_000 // a little more than the time within which a sign is stored once

  function show(box, sentences) {
    const text = sentences.join(" ")
    // What is there already is not read out again.
    if (box.textContent !== text) box.textContent = text
    box.classList.toggle("somebody", sentences.length > 0)
  }

  async function tell(box, form) {
    const token = form.elements.csrfmiddlewaretoken.value
    try {
      const headers = { "X-CSRFToken": token }
      const answer = await fetch(box.dataset.address, { method: "POST", headers, redirect: "error" })
      // Who may not, or is signed out, is told nothing.
      show(box, answer.ok ? (await answer.json()).others : [])
    } catch {
      // Nothing is known: nothing is claimed.
      show(box, [])
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(".present")
    const form = document.querySelector(".entry-form")?.closest("form")
    if (!box || !form) return
    tell(box, form)
    setInterval(tell, EVERY, box, form)
  })
}
