// Looks again how far the work on a file is, and loads the page anew once that has ended. A screen reader is told when
// the work comes to another stage; each step of it is only shown.

"use strict"
{
  const EVERY = 4000 // milliseconds
  const said = document.getElementById("progress-said")

  async function look() {
    const response = await fetch(location.href)
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    const now = page.querySelector(".exchange-progress")
    if (!now) {
      location.reload()
      return
    }
    const shown = document.querySelector(".exchange-progress")
    if (now.dataset.stage !== shown.dataset.stage) said.textContent = now.querySelector(".exchange-stage").textContent
    shown.replaceWith(now)
    wait()
  }

  function wait() {
    setTimeout(() => look().catch(wait), EVERY)
  }

  wait()
}
