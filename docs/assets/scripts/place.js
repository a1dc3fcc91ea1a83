// Where the reader is: the passage at the top of the screen, how much is left, and where to go on another time.
import { keep, kept } from "./kept.js";

const SIGNS_A_MINUTE = 1300;
const LINE = 0.3;

export function followTheReader() {
  const passages = [...document.querySelectorAll(".passage, .sides-row[id]")];
  const place = { id: "", step };
  const where = document.querySelector(".where");
  const links = new Map([...document.querySelectorAll(".toc a")].map((link) => [link.hash.slice(1), link]));
  const lengths = passages.map((passage) => passage.textContent.length);

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
    const next = passages[Math.max(0, Math.min(passages.length - 1, index() + by))];
    if (next) location.replace(`#${next.id}`);
  }

  function look() {
    const at = index();
    const now = passages[at];
    place.id = now?.id ?? "";
    for (const link of links.values()) link.removeAttribute("aria-current");
    if (where) {
      where.hidden = !now || scrollY < 40;
      const left = lengths.slice(at).reduce((sum, length) => sum + length, 0);
      const minutes = Math.max(1, Math.round(left / SIGNS_A_MINUTE));
      where.textContent = where.dataset.where.replace("{id}", place.id).replace("{minutes}", minutes);
    }
    if (now) links.get(heading(now))?.setAttribute("aria-current", "true");
  }

  function remember() {
    if (place.id && where && kept("resume") !== "off") {
      const title = document.querySelector("h1").textContent.trim();
      keep("place", JSON.stringify({ path: location.pathname, id: place.id, title }));
    }
  }

  offerToResume();
  if (passages.length > 0) {
    let waiting = 0;
    let idle;
    addEventListener("scroll", () => {
      waiting ||= requestAnimationFrame(() => { waiting = 0; look(); });
      clearTimeout(idle);
      if (scrollY > 40) idle = setTimeout(remember, 400);
    }, { passive: true });
    addEventListener("hashchange", look);
    look();
  }
  return place;
}

// The section of a passage: the nearest heading above it that the contents name.
function heading(passage) {
  const headings = [...document.querySelectorAll(".text h2[id]")];
  return headings.findLast((h2) => h2.compareDocumentPosition(passage) & Node.DOCUMENT_POSITION_FOLLOWING)?.id;
}

function offerToResume() {
  const offer = document.querySelector("[data-resume]");
  const stored = offer && kept("place");
  if (!stored) return;
  try {
    const { path, id, title } = JSON.parse(stored);
    if (!/^\/(?!\/)/.test(path) || !/^[a-z\d-]+$/.test(id)) throw new Error("not ours");
    const link = document.createElement("a");
    link.href = `${path}#${id}`;
    link.textContent = `${title}, ${id}`;
    offer.append(`${offer.dataset.resume}: `, link);
    offer.hidden = false;
  } catch {
    keep("place", null);
  }
}
