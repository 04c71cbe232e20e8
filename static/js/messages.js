// What a page says of the act that led to it is said aloud: screen readers speak of what changes in a live region, and of
// nothing that stands in it from the beginning.

"use strict"
{
  const PAUSE = 150 // milliseconds, in which a screen reader learns of the region

  document.addEventListener("DOMContentLoaded", () => {
    for (const region of document.querySelectorAll(".messagelist [role]")) {
      const words = [...region.childNodes]
      region.style.minBlockSize = `${region.offsetHeight}px`
      region.replaceChildren()
      setTimeout(() => region.replaceChildren(...words), PAUSE)
    }
  })
}
