// How much of a file is ticked, while it is being ticked: on this page, and as it is kept on the others.

"use strict"
{
  const form = document.querySelector(".choosing").closest("form")
  const outputs = [...form.querySelectorAll("output")]

  function ticked() {
    const found = { rows: 0, cells: 0 }
    for (const body of form.querySelectorAll(".choosing tbody")) {
      if (!body.querySelector('[name="row"]:checked')) continue
      const cells = Number(body.dataset.always) + body.querySelectorAll('[name="cell"]:checked').length
      found.rows += cells > 0
      found.cells += cells
    }
    return found
  }

  const first = ticked()
  const elsewhere = outputs.map((output) => Number(output.value) - first[output.dataset.of])

  form.addEventListener("change", () => {
    const now = ticked()
    outputs.forEach((output, place) => {
      output.value = elsewhere[place] + now[output.dataset.of]
    })
  })
}
