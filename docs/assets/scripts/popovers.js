// What a link explains, beside it: on hover and focus; on a touch screen the first tap opens it, the second follows the link. A note opens
// right behind its mark, so that Tab goes on into it. Loaded when the reader first comes near such a link.
import { put } from "./beside.js";
import { addSheet } from "./sheets.js";
import { nameStill } from "./still.js";

await addSheet(new URL("../styles/popovers.css", import.meta.url));

const found = new WeakMap();

// `event` is how the reader came to the link: what would have opened it opens it now.
export function meet(link, event) {
  if (!found.has(link)) found.set(link, explain(link));
  found.get(link)(event);
}

function explain(link) {
  const stays = link.matches(".note-link");
  let box;
  let leaving;
  let touched = false;
  const isOpen = () => box?.matches(":popover-open");
  const close = () => isOpen() && box.hidePopover();
  const closeSoon = () => { leaving = setTimeout(close, 150); };
  const onMouse = (action) => (event) => event.pointerType === "mouse" && action();
  const open = () => {
    clearTimeout(leaving);
    if (isOpen()) return true;
    const explanation = explanationOf(link);
    if (!explanation) return false;
    if (explanation !== box) {
      box = explanation;
      box.addEventListener("pointerenter", onMouse(open));
      box.addEventListener("pointerleave", onMouse(closeSoon));
      box.addEventListener("focusout", (event) => { if (!inside(event.relatedTarget)) close(); });
      box.addEventListener("keydown", (event) => { if (event.key === "Escape") link.focus(); });
    }
    box.showPopover();
    put(link, box);
    return true;
  };
  // The pointer on its way to the box of a passage closes nothing.
  const hover = () => link.matches(":hover") && !document.querySelector(".share-box:popover-open") && open();
  const inside = (element) => element === link || box?.contains(element);
  const touch = ({ pointerType }) => { touched = pointerType !== "mouse" && !isOpen(); };
  const focus = () => link.matches(":focus-visible") && open();
  const openAtClick = ({ detail }) => {
    if (!open()) return false;
    if (stays && detail === 0) box.focus();
    return true;
  };
  // A note that stands beside the text is pointed out; the page moves no more than brings it into sight.
  const point = () => {
    const beside = stays && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!beside?.closest(".side-notes")) return false;
    nameStill(link.hash);
    beside.scrollIntoView({ block: "nearest" });
    return true;
  };
  const again = (event) => openAtClick(event) || point() || location.assign(link.href);

  link.addEventListener("focus", focus);
  link.addEventListener("blur", (event) => { if (!inside(event.relatedTarget)) close(); });
  link.addEventListener("pointerenter", onMouse(hover));
  link.addEventListener("pointerleave", onMouse(closeSoon));
  link.addEventListener("pointerdown", touch);
  link.addEventListener("click", (event) => {
    const first = stays || touched;
    touched = false;
    if (first && (openAtClick(event) || point())) event.preventDefault();
  });
  return (event) => ({ pointerover: onMouse(hover), focusin: focus, pointerdown: touch, click: again })[event.type](event);
}

// Notes that stand beside the text need not open.
function explanationOf(link) {
  if (!link.matches(".note-link")) return document.getElementById(link.getAttribute("aria-describedby"));
  return document.querySelector(".notes").hidden ? null : noteOf(link);
}

function noteOf(mark) {
  const next = mark.nextElementSibling;
  if (next) return next;
  const box = document.createElement("span");
  box.className = "definition note-open";
  box.popover = "auto";
  box.tabIndex = -1;
  box.setAttribute("role", "note");
  for (const paragraph of document.getElementById(decodeURIComponent(mark.hash.slice(1))).children) {
    const line = document.createElement("span");
    line.append(...paragraph.cloneNode(true).childNodes);
    line.querySelectorAll(".note-back").forEach((link) => link.remove());
    box.append(line);
  }
  mark.after(box);
  return box;
}
