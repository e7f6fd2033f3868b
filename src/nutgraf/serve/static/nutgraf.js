/* What pages do beyond HTML: sources in place, marks in place, keys, and reading offline.

   Every page is complete without this file. Rule 1: whatever fails here falls back to the link or the form it stands for.
   Rule 2: no text becomes HTML but what the server sent as a page. */
"use strict";

(() => {
  const root = document.documentElement;
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const csrf = () => document.querySelector('meta[name="csrf"]')?.content ?? "";

  /* --- sources in place ------------------------------------------------- */

  const editions = new Map(); // address of an edition's traces -> promise of a document

  function tracesOf(line) {
    const link = line.querySelector(".say");
    const [, story, number] = link.pathname.match(/^\/story\/([^/]+)\/(\d+)\/line\//) ?? [];
    if (!story) return Promise.reject(new Error("no edition"));
    const address = `/story/${story}/${number}/traces`;
    if (!editions.has(address)) {
      const fetched = fetch(address).then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      });
      fetched.catch(() => editions.delete(address));
      editions.set(address, fetched);
    }
    return editions.get(address);
  }

  const nameOf = (line) => line.querySelector(".say").pathname.split("/").pop();
  const traceIn = (line) => line?.querySelector(":scope > .trace");

  function closeTraces(but) {
    for (const trace of all(".line > .trace")) {
      const line = trace.parentElement;
      if (line === but) continue;
      trace.remove();
      line.classList.remove("open");
      line.querySelector(".say").removeAttribute("aria-expanded");
    }
  }

  async function openTrace(line) {
    const parts = await tracesOf(line);
    const found = parts.querySelector(`.trace[data-of="${CSS.escape(nameOf(line))}"]`);
    if (!found) throw new Error("no such line");
    closeTraces(line);
    if (!traceIn(line)) line.append(document.importNode(found, true));
    line.classList.add("open");
    line.querySelector(".say").setAttribute("aria-expanded", "true");
    return traceIn(line);
  }

  function toggleTrace(line) {
    if (traceIn(line)) {
      closeTraces();
      return;
    }
    openTrace(line).catch(() => location.assign(line.querySelector(".say").href));
  }

  document.addEventListener("click", (event) => {
    const say = event.target.closest?.(".say");
    if (!say || !say.pathname.includes("/line/") || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    toggleTrace(say.closest(".line"));
  });

  for (const trace of all(".line > .trace")) trace.parentElement.classList.add("open");

  /* --- marks in place --------------------------------------------------- */

  function show(form, on) {
    const button = form.querySelector("button");
    button.setAttribute("aria-pressed", String(on));
    button.value = on ? form.dataset.off : form.dataset.on;
    button.textContent = on ? form.dataset.wordsOn : form.dataset.wordsOff;
    const story = form.closest(".story");
    if (form.dataset.kind === "read" && story) {
      story.classList.toggle("seen", !on);
      const state = story.querySelector(".state");
      if (state) state.hidden = !on;
    }
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form.mark");
    if (!form) return;
    event.preventDefault();
    const button = form.querySelector("button");
    const on = button.value === form.dataset.on;
    show(form, on);
    const body = new URLSearchParams({ mark: on ? form.dataset.on : form.dataset.off });
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-CSRF-Token": csrf(), "X-In-Place": "1" } });
      if (!answer.ok) throw new Error(String(answer.status));
    } catch {
      show(form, !on);
      button.textContent += " (not reached)";
    }
  });

  /* --- items and focus -------------------------------------------------- */

  const items = () => all("[data-item]").filter((one) => one.offsetParent !== null);
  const handle = (item) => item.querySelector("summary, .say, a");
  let current = null;

  document.addEventListener("focusin", (event) => {
    current = event.target.closest?.("[data-item]") ?? current;
  });

  function step(by) {
    const known = items();
    const at = current ? known.indexOf(current) : -1;
    const next = known[at < 0 ? (by > 0 ? 0 : known.length - 1) : at + by];
    if (!next) return null;
    current = next;
    handle(next)?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    return next;
  }

  function unfoldOnly(story) {
    for (const one of all(".story > details[open]")) if (one.parentElement !== story) one.open = false;
    story.querySelector(":scope > details").open = true;
    story.scrollIntoView({ block: "nearest" });
  }

  function openItem(item) {
    if (!item) return;
    if (item.matches(".story")) unfoldOnly(item);
    else if (item.matches(".line")) openTrace(item).catch(() => {});
  }

  const here = () => current ?? items()[0] ?? null;

  function lineHere() {
    const focused = document.activeElement?.closest?.(".line");
    if (focused) return focused;
    const item = here();
    return item?.matches(".line") ? item : item?.querySelector(".line");
  }

  function deeper() {
    const item = here();
    if (!item) return;
    if (item.matches(".line")) toggleTrace(item);
    else if (item.matches(".story")) {
      const next = all("details.layer", item).find((one) => !one.open);
      if (next) next.open = true;
      else for (const one of all("details.layer", item)) one.open = false;
      if (next) (next.querySelector("summary")).focus({ preventScroll: false });
      else handle(item).focus();
    } else handle(item)?.click();
  }

  async function original() {
    const there = document.querySelector(".article a.original");
    const line = lineHere();
    const link = there ?? traceIn(line)?.querySelector("a.original") ??
      (line && (await tracesOf(line)).querySelector(`.trace[data-of="${CSS.escape(nameOf(line))}"] a.original`));
    if (link) window.open(link.href, "_blank", "noopener,noreferrer");
  }

  function press(kind) {
    const within = here()?.closest(".story, [data-story]") ?? document;
    const form = within.querySelector(`form.mark[data-kind="${kind}"]`) ?? document.querySelector(`.head form.mark[data-kind="${kind}"]`);
    form?.requestSubmit(form.querySelector("button"));
  }

  function whole() {
    const story = here()?.closest("[data-story]")?.dataset.story;
    if (story) location.assign(`/story/${story}`);
    else handle(here())?.click();
  }

  function traceHere() {
    const line = lineHere();
    if (!line) return;
    const story = line.closest(".story");
    if (story) story.querySelector(":scope > details").open = true;
    toggleTrace(line);
    line.querySelector(".say").focus();
  }

  function search() {
    const field = document.querySelector('main input[type="search"], main input[name="q"]');
    if (field) field.focus();
    else location.assign("/search");
  }

  /* --- keys ------------------------------------------------------------- */

  const dialog = document.getElementById("keys");
  const KEPT = "nutgraf-keys";
  const buttons = dialog ? all("button[data-action]", dialog) : [];
  const places = new Map(dialog ? all("[data-place]", dialog).map((one) => [one.dataset.place, one.dataset.address]) : []);
  let chosen = {};
  let waitsFor = null; // the button whose key is being chosen
  let going = 0;

  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    if (kept && typeof kept === "object") chosen = kept;
  } catch { /* no storage: the keys are as they were */ }

  const keyOf = (button) => (typeof chosen[button.dataset.action] === "string" ? chosen[button.dataset.action] : button.dataset.key);

  function label() {
    for (const button of buttons) {
      const key = keyOf(button);
      button.firstElementChild.textContent = key;
      button.setAttribute("aria-label", `${button.closest("tr").cells[0].textContent}: ${key}`);
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEPT, JSON.stringify(chosen));
    } catch { /* holds until the page is left */ }
    label();
  }

  function tell(words) {
    document.getElementById("keys-said").textContent = words;
  }

  function choose(key) {
    const button = waitsFor;
    waitsFor = null;
    button.classList.remove("waits");
    if (key === "Escape" || key.length !== 1 || key === " ") return label();
    const other = buttons.find((one) => one !== button && keyOf(one) === key);
    if (other) chosen[other.dataset.action] = keyOf(button);
    chosen[button.dataset.action] = key;
    keep();
    tell(`Key ${key} is taken.${other ? " The two have changed places." : ""}`);
  }

  function switchKeys(on) {
    root.dataset.keys = on ? "on" : "off";
    const kept = document.cookie.match(/(?:^|; )prefs=([^;]*)/)?.[1] ?? "";
    const prefs = new URLSearchParams(kept.includes("=") ? kept : decodeURIComponent(kept));
    prefs.set("theme", root.dataset.theme);
    prefs.set("size", root.dataset.size);
    prefs.set("keys", root.dataset.keys);
    document.cookie = `prefs=${encodeURIComponent(prefs.toString())}; path=/; max-age=31536000; samesite=lax`;
    const button = document.getElementById("keys-switch");
    button.setAttribute("aria-pressed", String(on));
    button.textContent = `Single keys ${root.dataset.keys}`;
  }

  function help() {
    if (dialog && !dialog.open) dialog.showModal();
  }

  function fold() {
    const story = here()?.closest(".story");
    if (all(".line > .trace").length) {
      const line = traceIn(lineHere()) ? lineHere() : null;
      closeTraces();
      line?.querySelector(".say").focus();
    } else if (story?.querySelector(":scope > details").open) {
      for (const one of all("details.layer", story)) one.open = false;
      handle(story).focus();
    } else for (const one of all("details.origins[open]")) one.open = false;
  }

  const DO = {
    next: () => openItem(step(1)),
    previous: () => openItem(step(-1)),
    down: () => step(1),
    up: () => step(-1),
    open: deeper,
    whole,
    original: () => original().catch(() => {}),
    trace: traceHere,
    read: () => press("read"),
    save: () => press("save"),
    search,
    help,
    go: () => { going = Date.now(); },
  };

  const typing = (target) => target.isContentEditable || target.matches?.("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (waitsFor) {
      if (event.key === "Tab" || event.key === "Shift") return;
      event.preventDefault();
      choose(event.key);
      return;
    }
    if (event.key === "Escape" && !dialog?.open && !typing(event.target)) return fold();
    if (root.dataset.keys === "off" || dialog?.open || typing(event.target)) return;
    if (going && Date.now() - going < 1500 && places.has(event.key)) {
      event.preventDefault();
      location.assign(places.get(event.key));
      return;
    }
    going = 0;
    const button = buttons.find((one) => keyOf(one) === event.key);
    if (!button) return;
    event.preventDefault();
    DO[button.dataset.action]();
  });

  if (dialog) {
    label();
    const opener = document.getElementById("help-button");
    opener.hidden = false;
    opener.addEventListener("click", help);
    for (const button of buttons) {
      button.addEventListener("click", () => {
        waitsFor?.classList.remove("waits");
        waitsFor = button;
        button.classList.add("waits");
        button.firstElementChild.textContent = "…";
        tell("Press the new key.");
      });
    }
    document.getElementById("keys-close").addEventListener("click", () => dialog.close());
    document.getElementById("keys-reset").addEventListener("click", () => { chosen = {}; keep(); tell("The keys are as they were."); });
    document.getElementById("keys-switch").addEventListener("click", () => switchKeys(root.dataset.keys === "off"));
  }

  /* --- offline ---------------------------------------------------------- */

  if ("serviceWorker" in navigator && window.isSecureContext) {
    navigator.serviceWorker.register("/service-worker.js").catch(() => {});
    const line = document.querySelector(".brief .line");
    // a story that was opened is kept whole, with the sources of its sentences
    if (line) navigator.serviceWorker.ready.then(() => setTimeout(() => tracesOf(line).catch(() => {}), 300));
  }
})();
