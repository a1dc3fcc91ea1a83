// The dialog of the reader's own choices and of the shortcuts; loaded when it is first asked for.
import { keep } from "./keep.js";
import { kept } from "./kept.js";
import { wear } from "./theme.js";

let dialog;
// Back on a page that waited: what it says may have been chosen otherwise meanwhile.
addEventListener("pageshow", async ({ persisted }) => {
  if (!persisted || !dialog) return;
  const old = dialog;
  dialog = undefined;
  (await old).remove();
});

export async function openReading(button) {
  dialog ??= build(button);
  try {
    const made = await dialog;
    if (!made.open) made.showModal();
  } catch {
    dialog = undefined; // no connection: the next press tries again
  }
}

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

async function build(button) {
  const words = await (await fetch(button.dataset.reading, { cache: "no-cache" })).json();
  await style();
  const close = make("button", { type: "button", textContent: words.close });
  const title = make("h2", { id: "reading-title", textContent: words.title });
  const made = make("dialog", { className: "reading" },
    title,
    theme(words),
    choice("resume", words.resume, () => keep("place", null)),
    choice("keys", words.keys),
    shortcuts(words),
    make("p", { className: "reading-kept", textContent: words.kept }),
    close);
  made.setAttribute("aria-labelledby", title.id);
  close.addEventListener("click", () => made.close());
  made.addEventListener("pointerdown", ({ target, clientX, clientY }) => {
    const { left, right, top, bottom } = made.getBoundingClientRect();
    if (target === made && (clientX < left || clientX > right || clientY < top || clientY > bottom)) made.close();
  });
  document.body.append(made);
  return made;
}

function style() {
  return new Promise((done) => {
    const link = make("link", { rel: "stylesheet", href: new URL("../styles/reading.css", import.meta.url).href });
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

function theme(words) {
  const group = make("fieldset", {}, make("legend", { textContent: words.theme }));
  for (const value of ["auto", "light", "dark"]) {
    const input = make("input", { type: "radio", name: "theme", value, checked: (kept("theme") ?? "auto") === value });
    input.addEventListener("change", () => {
      keep("theme", value === "auto" ? null : value);
      wear();
    });
    group.append(make("label", {}, input, ` ${words[value]}`));
  }
  return group;
}

function choice(name, label, off = () => {}) {
  const input = make("input", { type: "checkbox", checked: kept(name) !== "off" });
  input.addEventListener("change", () => {
    keep(name, input.checked ? null : "off");
    if (!input.checked) off();
  });
  return make("label", { className: "reading-choice" }, input, ` ${label}`);
}

function shortcuts(words) {
  const list = make("dl");
  for (const [key, label] of Object.entries(words.shortcuts)) {
    list.append(make("div", {}, make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: label })));
  }
  return list;
}
