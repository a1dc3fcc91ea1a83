// A thin head for who has scrolled: sign, number and title of the page, the passage, what is left, and its sharing.
import { addSheet } from "./sheets.js";

/**
 * @param {HTMLElement} head empty, with its words in data attributes
 * @returns {(now: { id: string, number: number, total: number, minutes: number, part: number } | null) => void} shows it, or hides it
 */
export function runningHead(head) {
  const part = (tag, name, ...children) => {
    const made = Object.assign(document.createElement(tag), { className: `running-${name}` });
    made.append(...children);
    return made;
  };
  const place = document.querySelector(".opening-place")?.textContent.split(" · ").pop();
  const sign = document.querySelector(".opening > svg")?.cloneNode(true);
  const title = part("a", "title", ...[sign, place && part("b", "place", place), part("span", "name", document.querySelector("h1").textContent)].filter(Boolean));
  const passage = part("a", "passage");
  const left = part("span", "left");
  const share = part("a", "share", head.dataset.share);
  const bar = part("span", "bar");
  title.href = "#main";
  share.setAttribute("aria-label", head.dataset.shareLong);
  head.append(title, left, passage, share, bar);
  const styled = addSheet(new URL("../styles/running-head.css", import.meta.url));
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  return async (now) => {
    await styled;
    head.hidden = !now;
    if (!now) return;
    passage.href = share.href = `#${now.id}`;
    const [word, rest] = fill(head.dataset.where, now).split(/(?=\d)(.*)/s);
    passage.replaceChildren(part("span", "word", word), rest);
    left.textContent = now.minutes ? fill(head.dataset.left, now) : "";
    bar.style.transform = `scaleX(${now.part})`;
  };
}
