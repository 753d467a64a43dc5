/* Suar's own script: autosave, sending, quick lock, keyboard, idle warning. Every page works without it. */
(function () {
  "use strict";

  const words = (document.getElementById("suar-words") || { dataset: {} }).dataset;
  const lockForm = document.getElementById("quick-lock");
  const WAIT = 2000; // milliseconds after the last key
  const RETRY = 10000; // milliseconds between attempts without a connection
  const ICON = document.querySelector("link[rel=icon]").getAttribute("href"); // always there
  const PATIENCE = 20000; // milliseconds until a silent server counts as no connection

  /* --- is anybody there? A request that the page made by itself says so: it keeps no session open - */
  const STILL = 60000; // milliseconds without a key or a tap
  let last = Date.now();

  function unattended() {
    return Date.now() - last >= STILL ? { "X-Suar-Unattended": "1" } : {};
  }

  /* --- focus: after a refused form the summary is read first -------------------------------- */
  const errors = document.getElementById("form-errors");
  if (errors) errors.focus();
  if (errors || document.querySelector(".suar-versions")) {
    // The page answers a sending: without this, Back from the next one asks to send it once more.
    window.history.replaceState(window.history.state, "", window.location.href);
  }

  /* --- autosave ----------------------------------------------------------------------------- */
  const savers = [];

  function fieldsOf(form) {
    const sent = new FormData();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") sent.append(name, value); // files are not drafts
    }
    for (const field of form.querySelectorAll("input[type=password]")) sent.delete(field.name);
    sent.set("_draft_key", form.dataset.draftKey);
    return sent;
  }

  function textOf(sent) {
    const parts = [];
    for (const [name, value] of sent) {
      if (name !== "csrfmiddlewaretoken") parts.push(name + "=" + value);
    }
    return parts.join("\n");
  }

  function autosave(form) {
    const status = form.querySelector(".suar-saved");
    let timer = 0;
    let kept = textOf(fieldsOf(form));
    let refused = false;
    let busy = false;
    let flight = null;

    function say(text) {
      if (status) status.textContent = text;
    }

    function unsaved() {
      return textOf(fieldsOf(form)) !== kept;
    }

    function later(wait) {
      window.clearTimeout(timer);
      timer = window.setTimeout(save, wait);
    }

    async function save(leaving) {
      if (refused || (busy && leaving !== true) || !unsaved()) return;
      const sent = fieldsOf(form);
      const text = textOf(sent);
      busy = true;
      flight = new AbortController();
      if (leaving !== true) say(words.saving);
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", body: sent, credentials: "same-origin", redirect: "manual",
          keepalive: leaving === true && text.length < 30000, // browsers take 64 kB at most
          signal: flight.signal, headers: Object.assign({ "X-Requested-With": "fetch" }, unattended()),
        });
        if (answer.ok) {
          const told = await answer.json();
          kept = text;
          say(unsaved() ? words.unsaved : words.savedAt + " " + told.at);
        } else if (isShut(answer)) { // opened again in another tab, we go on
          say(words.shut);
          if (answer.status === 403) await renewToken();
        } else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
          refused = true;
          say(words.refused);
        } else {
          throw new Error("server");
        }
      } catch (error) {
        if (error.name === "AbortError") { // the form itself is being sent
          busy = false;
          return;
        }
        say(words.offline);
        busy = false;
        later(RETRY);
        return;
      }
      busy = false;
      if (unsaved()) later(WAIT);
    }

    form.addEventListener("input", function () {
      if (!refused) say(words.unsaved);
      later(WAIT);
    });
    form.addEventListener("change", function () { later(WAIT); });
    form.addEventListener("submit", function () {
      window.clearTimeout(timer);
      if (flight) flight.abort();
    });
    window.addEventListener("online", function () { if (!sender.waits()) later(0); });
    const sender = sending(form, say, function () { kept = textOf(fieldsOf(form)); });
    savers.push({
      unsaved: function () { return unsaved() || sender.waits(); },
      save: save,
    });
  }

  /* --- sending: a form leaves the page only where the server can be reached --------------------
     Nothing is stored in the browser: without a connection the open page alone holds what was
     typed. A form that keeps a draft asks by keeping it, so that nothing is lost should the
     connection break just then; the id in the form makes a second sending harmless. */
  function isShut(answer) {
    return answer.type === "opaqueredirect" || [401, 403, 423].includes(answer.status);
  }

  async function renewToken() { // who signed in again in another tab has another token
    const page = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
    const fresh = page.querySelector("[name=csrfmiddlewaretoken]");
    if (!fresh) return;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (field) {
      field.value = fresh.value;
    });
  }

  function sending(form, say, sent) {
    const note = document.createElement("div");
    let button = null;
    let timer = 0;
    let busy = false;
    let wanted = false; // somebody pressed the button and changed nothing since
    let waiting = false; // the note stands there
    let through = false;

    note.className = "alert alert-warning suar-unsent";
    note.setAttribute("role", "alert");

    function tell(text) {
      note.textContent = text;
      if (!note.isConnected) (form.querySelector(".suar-save") || form.lastElementChild).before(note);
      say("");
    }

    async function reached() { // "": no answer; "shut": locked, signed out or an old token; "there"
      if (navigator.onLine === false) return "";
      const patience = new AbortController();
      const alarm = window.setTimeout(function () { patience.abort(); }, PATIENCE);
      const asked = form.dataset.autosave
        ? { method: "POST", body: fieldsOf(form), credentials: "same-origin", redirect: "manual" }
        : { method: "HEAD", cache: "no-store" };
      asked.signal = patience.signal;
      asked.headers = Object.assign({ "X-Requested-With": "fetch" }, unattended());
      try {
        const answer = await fetch(form.dataset.autosave || ICON, asked);
        if ([502, 503, 504].includes(answer.status)) return "";
        if (answer.status === 403) await renewToken();
        return isShut(answer) ? "shut" : "there";
      } catch (_error) {
        return "";
      } finally {
        window.clearTimeout(alarm);
      }
    }

    async function send() {
      if (busy || leaving || !form.isConnected) return;
      window.clearTimeout(timer);
      timer = 0;
      busy = true;
      if (!waiting) say(words.sending);
      const there = await reached();
      busy = false;
      if (leaving || !wanted || !form.isConnected) return;
      if (there === "shut") { // nothing is sent by itself: somebody else may sit here by then
        waiting = true;
        wanted = false;
        tell(words.shut);
        return;
      }
      if (there) {
        waiting = false;
        through = true;
        note.remove();
        say(words.sending);
        sent();
        form.requestSubmit(button);
        through = false;
        return;
      }
      waiting = true;
      tell(words.unsent);
      timer = window.setTimeout(send, RETRY);
    }

    form.addEventListener("submit", function (event) {
      if (through || event.defaultPrevented) return;
      event.preventDefault();
      button = event.submitter;
      wanted = true;
      send();
    });
    form.addEventListener("input", function () { // a text under way is not sent by itself
      if (!waiting) return;
      window.clearTimeout(timer);
      timer = 0;
      wanted = false;
      tell(words.unsentChanged);
    });
    window.addEventListener("online", function () { if (waiting && wanted) send(); });
    return { waits: function () { return waiting; } };
  }

  function withoutDraft(form) { // what was typed is not kept meanwhile, but it is not lost either
    const status = form.querySelector(".suar-saved");
    const sender = sending(form, function (text) { if (status) status.textContent = text; }, function () {});
    savers.push({ unsaved: sender.waits, save: function () {} });
  }

  document.querySelectorAll("form[data-autosave]").forEach(autosave);
  document.querySelectorAll("form.suar-form[method=post]:not([data-autosave])").forEach(withoutDraft);

  let leaving = false; // a lock leaves without a question
  window.addEventListener("beforeunload", function (event) {
    if (leaving || !savers.some(function (one) { return one.unsaved(); })) return;
    savers.forEach(function (one) { one.save(true); });
    event.preventDefault();
  });

  /* --- quick lock: what is typed is kept, the page is emptied, then the session is locked ----- */
  function sleep(milliseconds) {
    return new Promise(function (done) { window.setTimeout(done, milliseconds); });
  }

  // The other tabs of the browser go dark with this one, and work in one counts for all; a channel
  // stores nothing. It carries "lock", "anybody" (is one of you at work?) and the hour of a key or tap.
  const tabs = lockForm && "BroadcastChannel" in window ? new BroadcastChannel("suar-lock") : null;
  if (tabs) {
    tabs.addEventListener("message", function (event) {
      if (event.data === "lock") lock();
      else if (event.data === "anybody") tabs.postMessage(last);
      else if (Number(event.data) > last) workedAt(Math.min(Number(event.data), Date.now()));
    });
  }

  function tellTabs() {
    if (tabs) tabs.postMessage("lock");
  }

  async function lock() {
    if (!lockForm || leaving) return;
    leaving = true;
    tellTabs();
    const sent = new FormData(lockForm);
    const address = lockForm.action;
    const saves = savers.map(function (one) { return one.save(true); });
    document.title = words.locked + " · Suar";
    const note = document.createElement("p");
    note.textContent = words.locked;
    note.className = "suar-narrow p-4";
    document.body.replaceChildren(note);
    await Promise.race([Promise.all([...saves, sleep(500)]), sleep(3000)]); // the others save, too
    for (;;) { // without a connection the page stays empty and what was typed stays in memory
      try {
        const asked = { method: "POST", body: sent, credentials: "same-origin", headers: unattended() };
        const answer = await fetch(address, asked);
        if (!answer.ok) throw new Error("not locked"); // the page stays empty, and we ask again
        window.location.replace(answer.url);
        return;
      } catch (_error) {
        await sleep(RETRY);
        savers.forEach(function (one) { one.save(true); });
        await sleep(1000);
      }
    }
  }

  if (lockForm) {
    lockForm.addEventListener("submit", function (event) {
      event.preventDefault();
      lock();
    });
  }

  document.querySelectorAll(".suar-account form[action$='/sign-out/']").forEach(function (form) {
    form.addEventListener("submit", tellTabs);
  });

  // A page that the browser kept in memory is loaded anew, so that a locked one stays locked.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
  });

  /* --- keyboard ----------------------------------------------------------------------------- */
  function typing(target) {
    return target instanceof Element && target.matches("input, textarea, select, [contenteditable]");
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey && event.shiftKey && event.code === "KeyL") {
      event.preventDefault();
      lock();
      return;
    }
    if (event.key === "Escape") {
      document.querySelectorAll(".suar-account[open]").forEach(function (box) {
        box.open = false;
        box.querySelector("summary").focus();
      });
      if (window.location.hash === "#menu") window.location.hash = "#main";
      return;
    }
    if (typing(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    } else if (event.key === "?") {
      const list = document.getElementById("suar-keys");
      if (list && !list.open) list.showModal();
    }
  });

  document.addEventListener("click", function (event) {
    document.querySelectorAll(".suar-account[open]").forEach(function (box) {
      if (!box.contains(event.target)) box.open = false;
    });
  });

  /* --- idle: a minute's warning, then the lock ------------------------------------------------ */
  const idle = Number(document.body.dataset.idleSeconds || 0) * 1000;
  const warning = document.createElement("div");
  warning.className = "alert alert-warning suar-idle";
  warning.setAttribute("role", "alert");

  let told = 0; // when the other tabs last heard of this one
  let asked = 0; // how often they were asked since anybody was last at work

  function workedAt(moment) {
    last = moment;
    asked = 0;
    if (warning.isConnected) warning.remove();
  }

  function stirred() {
    workedAt(Date.now());
    if (tabs && last - told >= 5000) {
      told = last;
      tabs.postMessage(last);
    }
  }

  if (lockForm && idle > 60000) {
    ["keydown", "pointerdown", "scroll", "touchstart"].forEach(function (name) {
      document.addEventListener(name, stirred, { passive: true });
    });
    window.setInterval(function () {
      const still = Date.now() - last;
      if (still < idle - 60000 || leaving) return;
      if (still >= idle && (!tabs || asked)) { // a tab that slept asks the others once before it locks
        lock();
        return;
      }
      if (tabs) tabs.postMessage("anybody");
      asked += 1;
      if (!warning.isConnected) {
        warning.textContent = words.idle;
        document.body.append(warning);
      }
    }, 1000);
  }

  /* --- fragments: the token of the page, and the focus on a refusal --------------------------- */
  document.addEventListener("htmx:configRequest", function (event) {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.value;
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    event.detail.target.querySelectorAll("form[data-autosave]").forEach(autosave);
    const problem = event.detail.target.querySelector(".alert-danger[tabindex], #form-errors");
    if (problem) problem.focus();
  });
})();
