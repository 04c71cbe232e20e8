// The form of an entry: open comments stand at their field or row, and each field that somebody is in offers to comment.
// Without this script they stand together above the form, and the menu leads to their page.

"use strict"
{
  // Where a place is in the form: a box of its own, a line of its own, or a row of facts.
  const findPlace = (place) =>
    place.startsWith("fact-")
      ? document.getElementById(place)
      : place &&
        (document.querySelector(`.parts > .module .fieldBox.field-${place}`) ||
          document.querySelector(`.parts > .module .form-row.field-${place}`))

  // A row that is closed says so in its sentence.
  function sayInSentence(box, text) {
    const remarks = box.closest(".fact")?.querySelector(".fact-remarks")
    if (!remarks) return
    const remark = document.createElement("span")
    remark.className = "fact-remark"
    remark.textContent = text
    remarks.prepend(remark, " ")
  }

  function offer(section, place, box) {
    const { address, comment, about } = section.dataset
    const query = `?on=${encodeURIComponent(place)}`
    const link = document.createElement("a")
    link.className = "comment-on"
    link.href = address + query
    link.dataset.then = `comments${query}`
    const label = box.closest(".fact")?.querySelector(".fact-subject") || box.querySelector("label")
    const name = label?.firstChild?.textContent.trim().replace(/:$/, "")
    const [shown, spoken] = [document.createElement("span"), document.createElement("span")]
    shown.textContent = comment
    shown.ariaHidden = "true"
    spoken.textContent = name ? about.replace("{field}", name) : comment
    spoken.className = "visually-hidden"
    link.append(shown, spoken)
    box.append(link)
  }

  document.addEventListener("DOMContentLoaded", () => {
    const section = document.querySelector(".entry-comments")
    if (!section) return
    for (const thread of section.querySelectorAll(".thread")) {
      const box = findPlace(thread.dataset.place)
      if (!box) continue
      sayInSentence(box, thread.querySelector("summary").textContent)
      box.append(thread)
    }
    for (const place of JSON.parse(document.getElementById("comment-places").textContent)) {
      const box = findPlace(place)
      if (box) offer(section, place, box)
    }
  })
}
