// What scripts add to every page. Each part works by itself; without any of them the page reads as well.
// What needs a reader to scroll, type or press first is loaded when that happens.
import { kept } from "./kept.js";
import { besideOrInPlace } from "./notes.js";
import { explain } from "./popovers.js";

// Each in a turn of its own: a fault in one is told and stops no other.
queueMicrotask(besideOrInPlace);
queueMicrotask(() => {
  for (const term of document.querySelectorAll("a.term")) {
    const definition = document.getElementById(term.getAttribute("aria-describedby"));
    if (definition) explain(term, () => definition);
  }
});

let place;
let follower;
const follow = () => {
  follower ??= import("./place.js").then(({ followTheReader }) => { place = followTheReader(); });
  return follower;
};
addEventListener("scroll", follow, { once: true, passive: true });

// Links to the same text elsewhere lead to the passage where the reader is.
for (const link of document.querySelectorAll("a[data-keep-fragment]")) {
  const plain = link.getAttribute("href");
  const keep = () => link.setAttribute("href", plain + (place?.id ? `#${place.id}` : location.hash));
  for (const type of ["pointerdown", "focus", "click", "contextmenu"]) link.addEventListener(type, keep, true);
  addEventListener("hashchange", keep);
  keep();
}

// A passage's number copies its link at once, and offers more; browsers want to see the copying begin in the press itself.
const share = document.querySelector("[data-share]");
addEventListener("click", (event) => {
  const link = event.target.closest(".passage-number, [data-share]");
  if (!link || share?.popover === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  let copied;
  if (link === share) event.preventDefault();
  else copied = navigator.clipboard?.writeText(location.origin + location.pathname + link.hash).catch(() => "failed");
  import("./share.js").then(({ offer }) => offer(link, share, copied, !event.detail), () => link === share && location.assign(link.href));
});

const button = document.querySelector("[data-reading]");
const openReading = async () => (await import("./reading.js")).openReading(button);
button?.addEventListener("click", openReading);

addEventListener("keydown", async (event) => {
  if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.("input, textarea, select, dialog, [contenteditable]") || kept("keys") === "off") return;
  const key = event.key.toLowerCase();
  if (!"jknpclbs/?".includes(key)) return;
  event.preventDefault();
  if (key === "?") openReading();
  else {
    const [{ press }] = await Promise.all([import("./keys.js"), follow()]);
    press(key, place);
  }
});

document.querySelector(".find input")?.addEventListener("focus", async ({ target }) => {
  (await import("./search-box.js")).openBox(target);
}, { once: true });

try {
  const found = sessionStorage.getItem("found");
  if (found) import("./found.js").then(({ markFound }) => markFound(JSON.parse(found)));
} catch { /* a device that keeps nothing has nothing to mark */ }
