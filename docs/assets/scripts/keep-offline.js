// Keeps the site on this device for who asks for it, and takes it away again. Nothing is asked of the browser before that but what it has.
// No module: it runs while the page is read, so that nothing moves. Caches have the names that the service worker gives them (overrides/sw.js).
(() => {
  const section = document.querySelector("[data-keep-offline]");
  const { serviceWorker } = navigator;
  if (!section || !serviceWorker || !globalThis.caches) return;

  const worker = new URL(section.dataset.keepOffline, location.href);
  const scope = new URL("./", worker);
  const ours = `${scope.pathname}:offline:`;
  const listAddress = new URL("precache.json", scope).href;
  const button = section.querySelector("button");
  const said = section.querySelector("[role=status]");
  const doing = section.querySelector("label");
  const progress = section.querySelector("progress");
  const words = section.dataset;
  const language = document.documentElement.lang;
  let busy = false;
  let outcome = ""; // of what was last done: a name of the words for it
  let followed; // the worker that is keeping the site now
  let offered; // what the site says of its newest version

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const inWords = (bytes) => {
    const [unit, digits, label] = bytes < 1e6 ? [1e3, 0, words.kilobytes] : [1e6, 1, words.megabytes];
    return filled(label, { size: new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(bytes / unit) });
  };
  const dateInWords = (date) => new Date(`${date}T12:00`).toLocaleDateString(language, { dateStyle: "long" });
  const ourCaches = async () => (await caches.keys()).filter((name) => name.startsWith(ours));
  // Another site on this host may stand above this one.
  const ownRegistration = async () => {
    const found = await serviceWorker.getRegistration(scope);
    return found?.scope === scope.href ? found : undefined;
  };

  const clear = async () => { for (const name of await ourCaches()) await caches.delete(name); };

  // Of the version that is answered from: of two that are whole, the one that was kept first.
  async function listOfKept() {
    for (const cacheName of await ourCaches()) {
      const list = await caches.match(listAddress, { cacheName });
      if (list) return list.json();
    }
    return undefined;
  }

  async function offer() {
    offered ??= await fetch(listAddress, { cache: "no-cache" }).then((response) => (response.ok ? response.json() : undefined)).catch(() => undefined);
    return offered ? filled(words.keep, { size: inWords(offered.sent) }) : words.keep.replace(/\s*\([^)]*\)/, "");
  }

  // What there is, and what can be done: the one button does the one or the other.
  async function show() {
    const registration = await ownRegistration();
    if (!registration) await clear(); // what a browser left that fell over
    const list = registration?.active && await listOfKept();
    if (registration?.installing && !registration.active) return begin(registration.installing);
    const kept = list ? [filled(words.kept, { size: inWords(list.bytes) }), list.date && filled(words.date, { date: dateInWords(list.date) })] : [];
    if (list && registration.waiting) kept.push(words.newer);
    button.textContent = list ? words.remove : await offer();
    button.classList.toggle("button--quiet", Boolean(list));
    button.dataset.does = list ? "remove" : "keep";
    rest([...kept, list ? "" : words[outcome]].filter(Boolean).join(" "));
  }

  function rest(text) {
    busy = false;
    doing.hidden = true;
    said.textContent = text;
    button.removeAttribute("aria-disabled");
  }

  function work() {
    busy = true;
    outcome = "";
    said.textContent = "";
    progress.value = 0;
    doing.hidden = false;
    button.setAttribute("aria-disabled", "true");
  }

  // A worker that could not keep everything is gone, and so is what it had kept.
  function begin(installing) {
    if (followed === installing) return; // it says itself when it ends
    followed = installing;
    work();
    installing.addEventListener("statechange", () => {
      if (installing.state === "activated") show().catch(hide);
      if (installing.state === "redundant") end(outcome || "broken");
    });
  }

  async function keep() {
    work();
    try {
      const registration = await serviceWorker.register(worker, { scope });
      if (registration.installing) begin(registration.installing);
      else if (registration.active && !await listOfKept()) registration.active.postMessage("fill");
      else await show();
    } catch {
      await end("broken");
    }
  }

  async function remove() {
    work();
    doing.hidden = true;
    await (await ownRegistration())?.unregister();
    await clear();
    await end("removed");
  }

  const hide = () => { section.hidden = true; }; // this browser keeps nothing here
  const end = (how) => {
    outcome = how;
    return show().catch(hide);
  };
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled")) return;
    (button.dataset.does === "remove" ? remove() : keep()).catch(() => end("broken"));
  });
  serviceWorker.addEventListener("message", ({ data: { offline } = {} }) => {
    if (!offline) return;
    if (offline.progress !== undefined) progress.value = offline.progress;
    else if (offline.failed) end(offline.failed);
    else if (busy && offline.kept) show().catch(hide);
  });
  serviceWorker.startMessages();
  // Kept or removed in another tab meanwhile.
  document.addEventListener("visibilitychange", () => document.hidden || busy || show().catch(hide));

  button.textContent = words.keep.replace("{size}", "…");
  section.hidden = false;
  show().catch(hide);
})();
