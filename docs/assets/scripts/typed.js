// What people type stays on this device until they clear it, and the page says so. On paper it stands whole.
import { keep } from "./keep.js";
import { kept } from "./kept.js";

const WAIT = 300;

// `root` has the words to tell; `changed` hears when fields were filled or emptied by this.
export function keepTyped(root, changed = () => {}) {
  const name = `typed ${location.pathname}`;
  const fields = [...root.querySelectorAll("input[name], textarea[name]")];
  const isChoice = (field) => field.type === "radio";
  const isFilled = (field) => isChoice(field) ? field.checked : field.value !== "";
  const said = root.querySelector("[data-typed-said]");
  const clearButton = root.querySelector("[data-clear]");
  let waiting;

  const values = () => Object.fromEntries(fields.filter(isFilled).map((field) => [field.name, field.value]));

  function save() {
    clearTimeout(waiting);
    waiting = undefined;
    const now = values();
    if (!keep(name, Object.keys(now).length ? JSON.stringify(now) : null)) said.textContent = root.dataset.notKept;
  }

  function fill(given) {
    for (const field of fields) {
      if (isChoice(field)) field.checked = field.value === given[field.name];
      else field.value = given[field.name] ?? "";
    }
    changed();
  }

  function clear() {
    const before = values();
    if (!Object.keys(before).length) return;
    fill({});
    const undo = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: root.dataset.undo });
    undo.addEventListener("click", () => {
      said.textContent = "";
      fill(before);
      save();
      clearButton.focus();
    });
    said.replaceChildren(`${root.dataset.cleared} `, undo);
    save();
  }

  root.addEventListener("input", () => {
    said.textContent = "";
    clearTimeout(waiting);
    waiting = setTimeout(save, WAIT);
  });
  addEventListener("pagehide", () => waiting && save()); // another tab may have newer words
  clearButton.addEventListener("click", clear);
  try {
    const before = JSON.parse(kept(name));
    if (before) fill(before);
  } catch { /* not ours */ }
  changed();
  printWhole(fields.filter((field) => !isChoice(field)));
}

// A field on paper shows no more than its box; its text beside it shows all.
function printWhole(fields) {
  let whole = [];
  addEventListener("beforeprint", () => {
    whole = fields.filter((field) => field.value).map((field) => {
      const text = Object.assign(document.createElement("span"), { className: "typed-whole", textContent: field.value });
      field.after(text);
      return text;
    });
  });
  addEventListener("afterprint", () => whole.forEach((text) => text.remove()));
}
