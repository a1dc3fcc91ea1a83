// A thin head for who has scrolled: sign, number and title of the page, the passage, what is left, and its sharing.
import { addSheet } from "./sheets.js";

/**
 * @param {HTMLElement} head empty
 * @returns {(now: { id: string, number: number, total: number, minutes: number, part: number } | null) => void} shows it, or hides it
 */
export function runningHead(head) {
  const part = (tag, name, ...children) => {
    const made = Object.assign(document.createElement(tag), { className: `running-${name}` });
    made.append(...children);
    return made;
  };
  const asked = fetch(document.querySelector("[data-reading]").dataset.reading);
  const place = document.querySelector(".opening-place")?.textContent.split(" · ").pop();
  const sign = document.querySelector(".opening > svg")?.cloneNode(true);
  const title = part("a", "title", ...[sign, place && part("b", "place", place), part("span", "name", document.querySelector("h1").textContent)].filter(Boolean));
  const passage = part("a", "passage");
  const left = part("span", "left");
  const share = part("a", "share");
  const bar = part("span", "bar");
  title.href = "#main";
  head.append(title, left, passage, ...(document.querySelector("[data-share]") ? [share] : []), bar);
  const ready = Promise.all([asked.then((answer) => answer.json()), addSheet(new URL("../styles/running-head.css", import.meta.url))])
    .catch(() => [null]); // no connection, or the reader is leaving: the page goes without
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  return async (now) => {
    const [words] = await ready;
    head.hidden = !now || !words;
    if (head.hidden) return;
    share.textContent = words.running_share;
    passage.href = share.href = `#${now.id}`;
    const [word, rest] = fill(words.running_where, now).split(/(?=\d)(.*)/s);
    passage.replaceChildren(part("span", "word", word), rest);
    left.textContent = now.minutes ? fill(words.running_left, now) : "";
    bar.style.transform = `scaleX(${now.part})`;
  };
}
