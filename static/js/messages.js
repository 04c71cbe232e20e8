// What a page says of the act that led to it is said aloud: screen readers speak of what changes in a live region, and of
// nothing that stands in it from the beginning.

"use strict"
{
  const PAUSE = 150 // milliseconds, in which a screen reader learns of the region

  // Whoever saved from within a row of a form is led back to it: what was said stays in sight until they type on.
  function keepInSight(list) {
    if (!list || location.hash.length < 2) return
    list.classList.add("is-kept")
    const letGo = ({ isTrusted }) => isTrusted && list.classList.remove("is-kept")
    document.addEventListener("input", letGo)
  }

  document.addEventListener("DOMContentLoaded", () => {
    keepInSight(document.querySelector(".messagelist"))
    for (const region of document.querySelectorAll(".messagelist [role]")) {
      const words = [...region.childNodes]
      region.style.minBlockSize = `${region.offsetHeight}px`
      region.replaceChildren()
      setTimeout(() => region.replaceChildren(...words), PAUSE)
    }
  })
}
