// The box that a passage's number opens: its link is copied already, and there are other ways to pass it on.
// Loaded at the first press. What it says comes from the page's own share document, with the passage filled in.
import { activate, say } from "./copying.js";
import { put } from "./popovers.js";

let box;
let content;
let from; // the link that the box was opened at
let made = [];

// `copied` is the copying that the press began, if it did; `page` the link to the share document.
export async function offer(link, page, copied, byKeyboard) {
  box ??= build();
  from = link;
  const said = box.querySelector("[role=status]");
  said.textContent = "";
  box.showPopover();
  put(link, box);
  if (byKeyboard) box.focus();
  const passage = link.closest(".passage");
  const done = copied && await copied !== "failed";
  if (passage && done) said.textContent = page.dataset.share;
  try {
    content ??= load(page.href);
    const root = await content;
    fill(root, page.href, passage);
    if (passage && !done) say(box, root.dataset.failed);
    put(link, box);
  } catch {
    content = undefined; // no connection: the next press tries again
  }
}

function build() {
  const made = document.createElement("div");
  made.className = "definition share-box";
  made.popover = "auto";
  made.tabIndex = -1;
  const status = document.createElement("p");
  status.className = "share-said";
  status.setAttribute("role", "status");
  made.append(status);
  // A link to a place on the page takes the focus away, so the browser can't give it back by itself.
  made.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "closed" && made.contains(document.activeElement)) from.focus({ preventScroll: true });
  });
  document.body.append(made);
  return made;
}

async function load(address) {
  const [answer] = await Promise.all([fetch(address), style()]);
  if (!answer.ok) throw new Error(answer.statusText);
  const shared = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".share");
  shared.querySelector("[role=status]").remove();
  Object.assign(box.dataset, shared.dataset);
  box.append(...shared.childNodes);
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", box.dataset.label);
  activate(box);
  const close = box.querySelector("[data-close]");
  close.hidden = false;
  close.addEventListener("click", () => box.hidePopover());
  for (const thing of box.querySelectorAll("[data-of-passage]")) thing.dataset.whole = thing.textContent;
  for (const thing of box.querySelectorAll("[data-of-passage-href]")) thing.dataset.wholeHref = thing.getAttribute("href");
  return box;
}

function style() {
  return new Promise((done) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: new URL("../styles/share.css", import.meta.url).href });
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

function fill(root, address, passage) {
  const id = passage?.id;
  const words = { id, text: passage ? textOf(passage) : "" };
  const filled = (text) => text.replace(/\{(id|text)\}/g, (_, name) => words[name]);
  for (const thing of root.querySelectorAll("[data-of-passage]")) {
    thing.textContent = passage ? filled(thing.dataset.ofPassage) : thing.dataset.whole;
  }
  for (const link of root.querySelectorAll("[data-of-passage-href]")) {
    link.setAttribute("href", passage ? filled(link.dataset.ofPassageHref) : link.dataset.wholeHref);
  }
  made.forEach((url) => URL.revokeObjectURL(url));
  made = [];
  for (const link of root.querySelectorAll("[data-file]")) {
    const suffix = link.dataset.file;
    link.download = `${id ?? "citation"}.${suffix}`;
    link.href = passage ? blob(link) : new URL(`citation.${suffix}`, address).href;
  }
}

function blob(link) {
  const url = URL.createObjectURL(new Blob([link.closest("p").previousElementSibling.textContent]));
  made.push(url);
  return url;
}

// As it is read: without its number, its notes and their marks, and what the page adds to it.
function textOf(passage) {
  const copy = passage.cloneNode(true);
  copy.querySelectorAll(".passage-number, .passage-other, .note-mark, .note-open, .side-notes, figure").forEach((part) => part.remove());
  const blocks = [...copy.querySelectorAll("p, li")].map((block) => (block.matches("li") ? "– " : "") + block.textContent.trim());
  return blocks.join("\n").replace(/[^\S\n]+/g, " ");
}
