// Notes: beside their passage where there is room, else opened in place; at the end of the page on paper and without script.
import { explain, isShown } from "./popovers.js";

const WIDE = 59; // rem, as in the style sheet
const BETWEEN = 12;

export function besideOrInPlace() {
  const section = document.querySelector(".notes");
  if (!section) return;
  const list = section.querySelector("ol");
  const notes = [...list.children];
  const marks = [...document.querySelectorAll(".note-link")];
  const besides = new Map();
  const text = document.querySelector(".text");
  let wide = false;
  let printing = false;

  for (const mark of marks) explain(mark, () => wide ? null : copy(mark), { stays: true });

  function home(note) {
    const first = marks.find((mark) => mark.hash === `#${note.id}`);
    const passage = first.closest(".passage");
    if (!besides.has(passage)) {
      const beside = document.createElement("ol");
      beside.className = "side-notes";
      beside.setAttribute("aria-label", section.querySelector("h2").textContent);
      besides.set(passage, { beside, first });
    }
    return besides.get(passage).beside;
  }

  // Room counts in the reader's own size of letters.
  const hasRoom = () =>
    !printing && document.documentElement.clientWidth >= WIDE * parseFloat(getComputedStyle(document.documentElement).fontSize);

  function arrange(room) {
    const focused = document.activeElement;
    wide = room;
    section.hidden = wide;
    for (const box of document.querySelectorAll(".note-open")) if (isShown(box)) box.hidePopover();
    for (const note of notes) (wide ? home(note) : list).append(note);
    for (const [passage, { beside }] of besides) wide ? passage.append(beside) : beside.remove();
    if (focused !== document.activeElement) focused.focus({ preventScroll: true });
    settle();
  }

  // Each beside the line that calls for it, or below the one before.
  function settle() {
    let free = -Infinity;
    for (const [passage, { beside, first }] of besides) {
      if (!beside.isConnected) continue;
      const { top } = passage.getBoundingClientRect();
      const shift = Math.max(first.getBoundingClientRect().top - 2, free) - top;
      beside.style.top = `${shift}px`;
      free = top + shift + beside.offsetHeight + BETWEEN;
    }
    // The last ones must not hang over what follows the text.
    text.style.minHeight = wide ? `${free - text.getBoundingClientRect().top}px` : "";
  }

  const look = () => hasRoom() === wide ? settle() : arrange(!wide);
  arrange(hasRoom());
  for (const type of ["beforeprint", "afterprint"]) {
    addEventListener(type, () => {
      printing = type === "beforeprint";
      look();
    });
  }
  addEventListener("resize", look);
  globalThis.ResizeObserver && new ResizeObserver(look).observe(text);
  if (wide && location.hash.startsWith("#fn")) document.querySelector(":target")?.scrollIntoView();
}

// A note as it opens in place: right behind its mark, so that Tab goes on into it.
function copy(mark) {
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
