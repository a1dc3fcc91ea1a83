// The site's own letters, fetched after the first paint. They are put on when nothing in sight moves by it; else when the reader looks
// away. The next page has them from its first paint (overrides/theme.js).
import { nameOf } from "./kept.js";

const IN_SIGHT = "h1, h2, p, li, nav, figure, table, form, .passage, .side-notes, .opening-facts a";
const SEEN = { left: 6, top: 2, height: 2 }; // pixels from which a reader sees it move
const { classList } = document.documentElement;

/** @param {HTMLLinkElement} sheet names the faces; it is for print until it is asked for */
export async function wearLetters(sheet) {
  if (classList.contains("lettered") || navigator.connection?.saveData) return;
  sheet.media = "all";
  if (!sheet.sheet) await new Promise((done, failed) => { sheet.onload = done; sheet.onerror = failed; });
  const ours = [...document.fonts].filter(({ family }) => /^"?Source/.test(family));
  await Promise.all(ours.map((face) => face.load()));
  const files = [sheet.href, ...performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.endsWith(".woff2"))];
  try {
    sessionStorage.setItem(nameOf("faces"), files.map((file) => file.split("/").pop()).join(" "));
  } catch { /* a device that keeps nothing puts them on later */ }
  if (!stays()) addEventListener("visibilitychange", () => classList.add("lettered"), { once: true });
}

// Whether all in sight is where it was with the letters on; else they are off again, and nobody saw it.
function stays() {
  const shown = [...document.querySelectorAll(IN_SIGHT)].filter((block) => {
    const { top, bottom } = block.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  const places = () => shown.map((block) => block.getBoundingClientRect());
  const before = places();
  classList.add("lettered");
  const same = places().every((now, at) => Object.entries(SEEN).every(([side, seen]) => Math.abs(now[side] - before[at][side]) < seen));
  if (!same) classList.remove("lettered");
  return same;
}
