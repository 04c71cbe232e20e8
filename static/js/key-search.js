// Lists in which a row is looked up (Select2, which Django brings): what stands in for the field on the screen, the field
// to type into and the list of what is found are called by the label of the field.

"use strict"
{
  const PARTS = ".select2-selection, .select2-selection__rendered"

  // How something is named as the field is; where nothing is chosen yet, too.
  function naming(select, own = "") {
    const [label] = select.labels
    if (!label) return ["aria-label", select.getAttribute("aria-label") ?? ""]
    label.id ||= `${select.id}-label`
    return ["aria-labelledby", `${label.id} ${own}`.trim()]
  }

  function nameLists() {
    for (const select of document.querySelectorAll("select.select2-hidden-accessible"))
      for (const part of select.parentElement.querySelectorAll(PARTS)) {
        const [attribute, value] = naming(select, `select2-${select.id}-container`)
        if (attribute === "aria-label") part.removeAttribute("aria-labelledby")
        part.setAttribute(attribute, value)
      }
  }

  // It is made when the list opens, and goes when it closes.
  function nameOpened({ target }) {
    const [attribute, value] = naming(target)
    for (const part of document.querySelectorAll(".select2-search__field, .select2-results__options"))
      part.setAttribute(attribute, value)
  }

  const isList = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(".select2")

  document.addEventListener("DOMContentLoaded", () => {
    // They are made when the page has loaded, and with each row that is added.
    const made = (changes) => changes.some(({ addedNodes }) => [...addedNodes].some(isList)) && nameLists()
    new MutationObserver(made).observe(document.body, { childList: true, subtree: true })
    nameLists()
    window.django.jQuery(document).on("select2:open", nameOpened)
  })
}
