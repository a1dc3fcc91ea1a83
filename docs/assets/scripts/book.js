// What scripts add to every page. Each part works by itself; without any of them the page reads as well.
import { besideOrInPlace } from "./notes.js";
import { explain } from "./popovers.js";
import { followTheReader } from "./place.js";
import { kept } from "./kept.js";

for (const term of document.querySelectorAll("a.term")) {
  const definition = document.getElementById(term.getAttribute("aria-describedby"));
  if (definition) explain(term, () => definition);
}
besideOrInPlace();
const place = followTheReader();

// Links to the same text elsewhere lead to the passage where the reader is.
for (const link of document.querySelectorAll("a[data-keep-fragment]")) {
  const plain = link.getAttribute("href");
  const keep = () => link.setAttribute("href", plain + (place.id ? `#${place.id}` : location.hash));
  for (const type of ["pointerdown", "focus", "click", "contextmenu"]) link.addEventListener(type, keep, true);
  addEventListener("hashchange", keep);
  keep();
}

const button = document.querySelector("[data-reading]");
if (button) {
  const open = async () => (await import("./reading.js")).openReading(button);
  button.addEventListener("click", open);

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || kept("keys") === "off") return;
    if (target.closest?.("input, textarea, select, dialog, [contenteditable]")) return;
    const ways = { n: "a[rel=next]", p: "a[rel=prev]" };
    const link = document.querySelector(ways[key] ?? `[data-key="${CSS.escape(key)}"]`);
    if (key === "?") open();
    else if (key === "j" || key === "k") place.step(key === "j" ? 1 : -1);
    else if (link) link.click();
    else return;
    event.preventDefault();
  });
}
