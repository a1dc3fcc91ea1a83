// The box that a passage's number opens: its link is copied already, and there are other ways to pass it on.
// Loaded at the first press. What it says comes from the page's own share document, with the passage filled in.
import { activate, say, write } from "./copying.js";
import { put } from "./beside.js";
import { addSheet } from "./sheets.js";

await addSheet(new URL("../styles/popovers.css", import.meta.url));

const EDGE = 8;
const ASIDE = 24;
const LEAST = 160; // pixels of the box that are still of use

let box;
let content;
let from; // the link that the box was opened at
let press = 0;
let blobs = []; // addresses of what can be downloaded of the passage

// `copied` is the copying that the press began, if it did; `page` the link to the share document.
export async function offer(link, page, copied, byKeyboard) {
  const mine = press += 1;
  const passage = passageOf(link);
  box ??= build(page);
  open(link);
  if (byKeyboard) box.focus();
  if (passage) copied ??= write(location.origin + location.pathname + link.hash, box).catch(() => "failed");
  copied?.then((outcome) => {
    if (mine === press && outcome !== "failed") say(box, page.dataset.share);
  });
  try {
    content ??= load(page.href);
    await content;
  } catch {
    content = undefined; // no connection: the next press tries again
    if (mine === press && !passage) location.assign(page.href);
    return;
  }
  if (mine !== press) return; // meanwhile another passage was chosen
  fill(page.href, passage);
  place(link);
  if (passage && await copied === "failed" && mine === press) say(box, box.dataset.failed);
}

const passageOf = (link) => link.closest(".passage") ?? (link.hash ? document.getElementById(link.hash.slice(1))?.closest(".passage") : null);

// Behind its link, so that Tab and a screen reader come to it next.
function open(link) {
  if (box.matches(":popover-open")) box.hidePopover();
  from = link;
  link.after(box);
  box.querySelector("[role=status]").textContent = "";
  box.showPopover();
  box.scrollTop = 0;
  place(link);
}

// Where it hides nothing of its passage: in the margin, below it or above it, as high as there is room; else at the foot of the screen.
function place(link) {
  const passage = link.closest(".passage, .sides-row");
  if (!passage) return put(link, box);
  box.style.maxHeight = "";
  const around = passage.getBoundingClientRect();
  const number = link.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const head = document.querySelector(".running-head:not([hidden])")?.offsetHeight ?? 0;
  const aside = around.right + ASIDE;
  const [above, below] = [around.top - head - 2 * EDGE, innerHeight - around.bottom - 2 * EDGE];
  let left = Math.max(EDGE, Math.min(number.left, innerWidth - width - EDGE));
  let top = innerHeight - height - EDGE;
  if (aside + width + EDGE < document.documentElement.clientWidth) [left, top] = [aside, Math.min(number.top, top)];
  else if (Math.max(above, below) >= Math.min(height, LEAST)) {
    const high = below >= height || below >= above ? below : above;
    if (high < height) box.style.maxHeight = `${high}px`;
    top = high === below ? around.bottom + EDGE : around.top - EDGE - Math.min(height, high);
  }
  box.style.left = `${scrollX + left}px`;
  box.style.top = `${scrollY + Math.max(top, EDGE)}px`;
}

function build(page) {
  const popover = document.createElement("div");
  popover.className = "definition share-box";
  popover.popover = "auto";
  popover.tabIndex = -1;
  popover.setAttribute("role", "group");
  popover.setAttribute("aria-label", page.textContent);
  const status = document.createElement("p");
  status.className = "share-said";
  status.setAttribute("role", "status");
  popover.append(status);
  // A link to a place on the page takes the focus away, so the browser can't give it back by itself.
  let inside = false;
  popover.addEventListener("beforetoggle", ({ target, newState }) => {
    if (target === popover) inside = newState === "closed" && popover.contains(document.activeElement);
  });
  popover.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !popover.contains(relatedTarget) && popover.matches(":popover-open")) {
      popover.hidePopover();
      relatedTarget.focus();
    }
  });
  popover.addEventListener("toggle", ({ target }) => {
    if (target !== popover) place(from);
    else if (inside) from.focus({ preventScroll: true });
    inside = false;
  }, true);
  return popover;
}

async function load(address) {
  const [answer] = await Promise.all([fetch(address, { cache: "no-cache" }), addSheet(new URL("../styles/share.css", import.meta.url))]);
  if (!answer.ok) throw new Error(answer.statusText);
  const shared = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".share");
  shared.querySelector("[role=status]").remove();
  Object.assign(box.dataset, shared.dataset);
  box.append(...shared.childNodes);
  activate(box);
  const close = box.querySelector("[data-close]");
  close.hidden = false;
  close.addEventListener("click", () => box.hidePopover());
  for (const thing of box.querySelectorAll("[data-of-passage]")) thing.dataset.whole = thing.textContent;
  for (const thing of box.querySelectorAll("[data-of-passage-href]")) thing.dataset.wholeHref = thing.getAttribute("href");
}

function fill(address, passage) {
  const id = passage?.id;
  const words = { id, text: passage ? textOf(passage) : "" };
  const filled = (text) => text.replace(/\{(id|text)\}/g, (_, name) => words[name]);
  for (const thing of box.querySelectorAll("[data-of-passage]")) {
    thing.textContent = passage ? filled(thing.dataset.ofPassage) : thing.dataset.whole;
  }
  for (const link of box.querySelectorAll("[data-of-passage-href]")) {
    link.setAttribute("href", passage ? filled(link.dataset.ofPassageHref) : link.dataset.wholeHref);
  }
  blobs.forEach((url) => URL.revokeObjectURL(url));
  blobs = [];
  for (const link of box.querySelectorAll("[data-file]")) {
    const suffix = link.dataset.file;
    link.download = `${id ?? "citation"}.${suffix}`;
    link.href = passage ? blob(link) : new URL(`citation.${suffix}`, address).href;
  }
}

function blob(link) {
  const url = URL.createObjectURL(new Blob([link.closest("p").previousElementSibling.textContent]));
  blobs.push(url);
  return url;
}

// As it is read: without its number, its notes and their marks, and what the page adds to it.
const BESIDES = ".passage-number, .passage-other, .note-mark, .note-open, .side-notes, .share-box, figure";

function textOf(passage) {
  const copy = passage.cloneNode(true);
  copy.querySelectorAll(BESIDES).forEach((part) => part.remove());
  const blocks = [...copy.querySelectorAll("p, li")].map((block) => (block.matches("li") ? "– " : "") + block.textContent.trim());
  return blocks.join("\n").replace(/[^\S\n]+/g, " ");
}
