// What scripts add to every page. Each part works by itself; without any of them the page reads as well.
// What needs a reader to scroll, type or press first is loaded when that happens.
import { keep } from "./keep.js";
import { kept, nameOf } from "./kept.js";
import { besideOrInPlace } from "./notes.js";
import { nameStill } from "./still.js";

document.documentElement.classList.add("ran");

// After the first paint.
const wearLetters = () => import("./letters.js").then((letters) => letters.wearLetters(document.querySelector("[data-faces]")));
requestAnimationFrame(() => setTimeout(() => wearLetters().catch(() => { /* no connection: the machine's letters do */ })));

// Each in a turn of its own: a fault in one is told and stops no other.
queueMicrotask(besideOrInPlace);

// Terms and note marks explain themselves; how is loaded when the reader comes near one.
const met = new WeakSet();
let touch;
async function comeNear(event) {
  const { type, target } = event;
  if (type === "pointerdown") touch = event.pointerType !== "mouse";
  const link = target.closest?.("a.term, .note-link");
  if (!link || met.has(link)) return;
  const opens = type === "click" && (touch || link.matches(".note-link"));
  if (type === "click" && !opens) return;
  if (opens) event.preventDefault();
  try {
    (await import("./popovers.js")).meet(link, event);
    met.add(link);
  } catch {
    if (opens) location.assign(link.href); // no connection: the note is at the end
  }
}
if ("popover" in HTMLElement.prototype) {
  for (const type of ["pointerover", "focusin", "pointerdown", "click"]) addEventListener(type, comeNear);
}

let place;
let follower;
let moved = false;
const follow = () => {
  follower ??= import("./place.js").then(
    ({ followTheReader }) => { place = followTheReader(() => moved); },
    () => { follower = undefined; }, // no connection: the next key tries again
  );
  return follower;
};
addEventListener("scroll", follow, { once: true, passive: true });
if (scrollY > 0) follow();
for (const type of ["wheel", "touchmove", "keydown"]) addEventListener(type, () => { moved = true; }, { once: true, passive: true });

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
  const other = event.target.closest("a[hreflang]");
  if (other) keep("language", other.hreflang); // short links lead to it from now on
  const link = event.target.closest(".passage-number, .running-share, [data-share]");
  if (!link || share?.popover === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  let copied;
  event.preventDefault();
  if (link !== share) {
    nameStill(link.hash);
    copied = navigator.clipboard?.writeText(location.origin + location.pathname + link.hash).catch(() => "failed");
  }
  import("./share.js").then(({ offer }) => offer(link, share, copied, !event.detail), () => link === share && location.assign(link.href));
});

const button = document.querySelector("[data-reading]");
button?.addEventListener("click", async () => (await import("./reading.js")).openReading(button));

addEventListener("keydown", async (event) => {
  if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.("input, textarea, select, dialog, [contenteditable]") || kept("keys") === "off") return;
  const key = event.key.toLowerCase();
  if (!"jknpclbs/?".includes(key)) return;
  event.preventDefault();
  const field = key === "/" && document.querySelector('input[data-key="/"]');
  if (field) field.focus(); // at once: the next letters are for it
  else if (key === "?") (await import("./reading.js")).openKeys(button);
  else {
    const [keys] = await Promise.all([import("./keys.js").catch(() => null), follow()]);
    keys?.press(key, place);
  }
});

for (const input of document.querySelectorAll(".find input")) {
  input.addEventListener("focus", async () => (await import("./search-box.js")).openBox(input), { once: true });
}

// Chosen meanwhile on another page, or in another tab.
const wearChanged = async () => (await import("./changed.js")).wearChanged();
addEventListener("pageshow", ({ persisted }) => persisted && wearChanged());
addEventListener("storage", wearChanged);

// A page on paper says which passage it was opened at, and when.
addEventListener("beforeprint", () => {
  const printed = document.querySelector(".printed");
  if (!printed) return;
  const [, language] = printed.textContent.split(" · ");
  const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  printed.textContent = [printed.dataset.url + location.hash, language, day].join(" · ");
});

// Text goes without the notes beside it, unless it was chosen in one.
addEventListener("copy", () => {
  const { classList } = document.documentElement;
  if (getSelection().anchorNode?.parentElement?.closest(".side-notes")) return;
  classList.add("copying");
  setTimeout(() => classList.remove("copying"));
});

// An address that names no place here, or one that moved.
const arrive = () => {
  if (location.hash.length > 1 && !document.querySelector(":target:not(.moved)")) import("./near.js").then(({ goNear }) => goNear());
};
addEventListener("hashchange", arrive);
arrive();

try {
  const found = sessionStorage.getItem(nameOf("found"));
  if (found) import("./found.js").then(({ markFound }) => markFound(JSON.parse(found)));
} catch { /* a device that keeps nothing has nothing to mark */ }
