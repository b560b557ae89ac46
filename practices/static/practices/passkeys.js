/* Buttons for passkeys. They are hidden until this script finds that the browser knows passkeys. */
(function () {
  'use strict'

  const button = document.querySelector('[data-passkey]')
  const trouble = document.getElementById('passkey-trouble')
  if (!button || !window.webauthnJSON || !window.webauthnJSON.supported()) return

  const ids = {
    signup: button.id,
    authenticate: button.id,
    login: button.id,
    credential: 'id_credential'
  }
  if (button.dataset.passkey !== 'loginForm') ids.data = 'passkey-options'
  window.allauth.webauthn.forms[button.dataset.passkey]({ ids })
  document.querySelectorAll('[data-needs-passkey]').forEach(function (part) { part.hidden = false })
  document.querySelectorAll('[data-without-passkey]').forEach(function (part) { part.hidden = true })
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    trouble.textContent = 'Dat is niet gelukt, of u heeft het afgebroken. Probeer het nog eens.'
  })
})()
