// Notes: beside their passage where there is room, else opened in place (popovers.js); at the end of the page on paper and without script.
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
    document.querySelectorAll(".note-open").forEach((box) => box.remove());
    for (const note of notes) (wide ? home(note) : list).append(note);
    for (const [passage, { beside }] of besides) {
      if (wide) passage.append(beside);
      else beside.remove();
    }
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
  if (globalThis.ResizeObserver) new ResizeObserver(look).observe(text);
  if (wide && location.hash.startsWith("#fn")) document.querySelector(":target")?.scrollIntoView();
}
