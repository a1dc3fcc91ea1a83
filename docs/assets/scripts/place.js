// Where the reader is: the passage at the top of the screen, how much is left, and where to go on another time.
// Loaded at the first scroll.
import { keep } from "./keep.js";
import { kept } from "./kept.js";
import { runningHead } from "./running-head.js";

const SIGNS_A_MINUTE = 1300;
const LINE = 0.3;

/** @param {() => boolean} hasMoved whether the reader did: what a link led to does not count as reading */
export function followTheReader(hasMoved) {
  const passages = [...document.querySelectorAll(".passage, .sides-row[id]")];
  const place = { id: "", step };
  const head = document.querySelector(".running-head");
  const show = head && runningHead(head);
  const opening = document.querySelector(".opening, .sides-opening");
  const links = new Map([...document.querySelectorAll(".toc a")].map((link) => [link.hash.slice(1), link]));
  const lengths = passages.map((passage) =>
    [...passage.querySelectorAll(":scope > :is(p, ul)")].reduce((sum, block) => sum + block.textContent.length, 0));
  const whole = sum(lengths);

  function index() {
    const named = passages.findIndex((passage) => passage.matches(":target"));
    const line = innerHeight * LINE;
    if (named >= 0) {
      const { top, bottom } = passages[named].getBoundingClientRect();
      if (bottom > 0 && top < innerHeight) return named;
    }
    return passages.findLastIndex((passage) => passage.getBoundingClientRect().top < line);
  }

  function step(by) {
    const next = passages[Math.min(passages.length - 1, index() + by)];
    if (next) location.replace(`#${next.id}`);
  }

  // Signs from the middle of the screen to the end.
  function left(at) {
    const { top, bottom, height } = passages[at].getBoundingClientRect();
    const part = Math.max(0, Math.min(1, (bottom - Math.max(top, innerHeight * LINE)) / (height || 1)));
    return lengths[at] * part + sum(lengths.slice(at + 1));
  }

  function look() {
    const at = index();
    const now = passages[at];
    place.id = now?.id ?? "";
    for (const link of links.values()) link.removeAttribute("aria-current");
    if (now) links.get(heading(now))?.setAttribute("aria-current", "true");
    if (!show) return;
    const rest = now ? left(at) : whole;
    const number = at + 1;
    const passed = now && opening.getBoundingClientRect().bottom < 0;
    show(passed ? { id: now.id, number, total: passages.length, minutes: Math.round(rest / SIGNS_A_MINUTE), part: 1 - rest / whole } : null);
  }

  function remember() {
    if (hasMoved() && place.id && head && !document.querySelector(".sides") && kept("resume") !== "off") {
      const title = document.querySelector("h1").textContent.trim();
      const line = firstWords(document.getElementById(place.id));
      keep("place", JSON.stringify({ path: location.pathname, id: place.id, title, line, lang: document.documentElement.lang }));
    }
  }

  if (passages.length > 0) {
    let waiting = 0;
    let idle;
    const scrolled = () => {
      waiting ||= requestAnimationFrame(() => { waiting = 0; look(); });
      clearTimeout(idle);
      if (scrollY > 40) idle = setTimeout(remember, 400);
    };
    addEventListener("scroll", scrolled, { passive: true });
    addEventListener("hashchange", look);
    look();
    scrolled();
  }
  return place;
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

// The section of a passage: the nearest heading above it that the contents name.
function heading(passage) {
  const headings = [...document.querySelectorAll(".text h2[id]")];
  return headings.findLast((h2) => h2.compareDocumentPosition(passage) & Node.DOCUMENT_POSITION_FOLLOWING)?.id;
}

const ENOUGH = 50; // signs: by so much a reader knows the line again

function firstWords(passage) {
  const first = passage.querySelector(":scope > p")?.cloneNode(true);
  first?.querySelectorAll(".note-mark, .note-open").forEach((mark) => mark.remove());
  const text = (first?.textContent ?? "").replace(/\s+/g, " ").trim();
  return text.length > ENOUGH ? `${text.slice(0, text.lastIndexOf(" ", ENOUGH))} …` : text;
}
