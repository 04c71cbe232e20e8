// What is taken away from a page. The picture beside the button as a PNG: drawn here, from the same file.

"use strict"
for (const button of document.querySelectorAll("[data-picture]")) {
  button.parentElement.classList.remove("png")
  button.onclick = async () => {
    const image = new Image()
    image.src = button.dataset.picture
    await image.decode()
    const canvas = document.createElement("canvas")
    canvas.width = image.naturalWidth * 2
    canvas.height = image.naturalHeight * 2
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
    const link = document.createElement("a")
    link.href = URL.createObjectURL(await new Promise((done) => canvas.toBlob(done)))
    link.download = button.dataset.name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  }
}

// What stands in a field, on the clipboard; without one it is marked, so that a key copies it.
for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = false
  button.onclick = async () => {
    const field = document.getElementById(button.dataset.copies)
    field.select()
    await navigator.clipboard.writeText(field.value)
    button.textContent = button.dataset.copied
  }
}
