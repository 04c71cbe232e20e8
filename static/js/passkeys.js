// A device makes a passkey, or shows one: what it answers goes with the form. Without this script, or in a browser that
// knows no passkeys, the form stays hidden, and what stands in its place is read.

"use strict"
{
  const form = document.querySelector("form[data-passkey]")
  const known = window.PublicKeyCredential?.parseRequestOptionsFromJSON

  async function answered() {
    const { publicKey } = JSON.parse(form.dataset.passkey)
    const credential = publicKey.user
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) })
    return JSON.stringify(credential.toJSON())
  }

  if (form && known) {
    form.hidden = false
    for (const instead of document.querySelectorAll("[data-no-passkey]")) instead.hidden = true
    const refusal = form.querySelector("[role=alert]")
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      refusal.textContent = ""
      try {
        form.elements.answer.value = await answered()
      } catch (error) {
        refusal.textContent = error.name === "InvalidStateError" ? refusal.dataset.twice : refusal.dataset.none
        return
      }
      form.submit()
    })
  }
}
