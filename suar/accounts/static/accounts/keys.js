// Passkeys and USB keys: asks the browser to make or use one and sends its answer with the form.
(() => {
  "use strict";
  const box = document.querySelector("[data-key]");
  const source = document.getElementById("key-options");
  if (!box || !source || !window.PublicKeyCredential) return;
  const form = box.querySelector("form");
  const field = form.querySelector("[name=credential]");
  field.value = ""; // an answer that was refused must not be sent twice
  const failed = document.getElementById("key-failed");

  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const opened = () => {
    const options = JSON.parse(source.textContent).publicKey;
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const list of [options.excludeCredentials, options.allowCredentials]) {
      for (const known of list || []) known.id = bytes(known.id);
    }
    return options;
  };

  const told = (made) => {
    const answer = made.response;
    const response = { clientDataJSON: text(answer.clientDataJSON) };
    if (answer.attestationObject) {
      response.attestationObject = text(answer.attestationObject);
      response.transports = answer.getTransports ? answer.getTransports() : [];
    } else {
      response.authenticatorData = text(answer.authenticatorData);
      response.signature = text(answer.signature);
      response.userHandle = answer.userHandle ? text(answer.userHandle) : null;
    }
    return {
      id: made.id, rawId: text(made.rawId), type: made.type, response,
      authenticatorAttachment: made.authenticatorAttachment,
      clientExtensionResults: made.getClientExtensionResults(),
    };
  };

  form.addEventListener("submit", async (event) => {
    if (field.value) return;
    event.preventDefault();
    failed.hidden = true;
    try {
      const publicKey = opened();
      const made = box.dataset.key === "make"
        ? await navigator.credentials.create({ publicKey })
        : await navigator.credentials.get({ publicKey });
      field.value = JSON.stringify(told(made));
      form.requestSubmit();
    } catch {
      failed.hidden = false;
    }
  });
})();
