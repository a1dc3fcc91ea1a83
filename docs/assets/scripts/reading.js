// The dialogs of the reader's own choices ("Aa") and of the shortcuts ("?"); loaded when one is first asked for.
import { dialogOf } from "./dialogs.js";
import { element } from "./elements.js";
import { keep } from "./keep.js";
import { kept } from "./kept.js";
import { wear } from "./theme.js";

const CHOICES = { theme: ["auto", "light", "dark"], size: ["small", "auto", "large", "huge"], leading: ["close", "auto", "open"], measure: ["narrow", "auto", "wide"] };

export const openReading = dialogOf((words) => ({
  title: words.title,
  parts: [
    element("p", { className: "reading-preview", textContent: words.preview }),
    ...Object.entries(CHOICES).map(([name, values]) => choose(name, values, words)),
    toggle("resume", words.resume, () => keep("place", null)),
    keysButton(words),
  ],
}));

export const openKeys = dialogOf((words) => ({ title: words.shortcuts_title, parts: [shortcuts(words), toggle("keys", words.keys)] }));

// Who has no keyboard needs no shortcuts; the style sheet knows.
function keysButton(words) {
  const button = element("button", { type: "button", className: "reading-keys", textContent: words.shortcuts_title });
  button.addEventListener("click", () => {
    button.closest("dialog").close();
    openKeys(document.querySelector("[data-reading]"));
  });
  return button;
}

function choose(name, values, words) {
  const group = element("fieldset", {}, element("legend", { textContent: words[name] }));
  for (const value of values) {
    const input = element("input", { type: "radio", name, value, checked: (kept(name) ?? "auto") === value });
    input.addEventListener("change", () => {
      keep(name, value === "auto" ? null : value);
      wear();
    });
    group.append(element("label", {}, input, ` ${words[`${name}_${value}`]}`));
  }
  return group;
}

function toggle(name, label, off = () => {}) {
  const input = element("input", { type: "checkbox", checked: kept(name) !== "off" });
  input.addEventListener("change", () => {
    keep(name, input.checked ? null : "off");
    if (!input.checked) off();
  });
  return element("label", { className: "reading-choice" }, input, ` ${label}`);
}

function shortcuts(words) {
  const list = element("dl");
  for (const [key, label] of Object.entries(words.shortcuts)) {
    list.append(element("div", {}, element("dt", {}, element("kbd", { textContent: key })), element("dd", { textContent: label })));
  }
  return list;
}
