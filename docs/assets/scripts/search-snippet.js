// What is shown of a passage: pieces of text, every second one found. Of text and note the window that says most.
import { placesOf } from "./search-words.js";

const WINDOW = 220; // letters
const BEFORE = 0.4; // of what is left beside the finds

// `found` tells of each word what it is worth: the rarer, the more.
export function snippet(text, note, found) {
  const ofText = best(text, found);
  const ofNote = best(note, found);
  return ofNote.worth > ofText.worth ? cut(note, ofNote) : cut(text, ofText);
}

// The run of finds that fits into a window and is worth most, each word counted once.
function best(text, found) {
  const places = placesOf(text, found);
  let most = { worth: 0, from: 0, to: 0, places };
  places.forEach(([from, , word], at) => {
    const here = new Map([[word, found.get(word)]]);
    let end = at;
    while (places[end + 1]?.[1] - from <= WINDOW) {
      end += 1;
      here.set(places[end][2], found.get(places[end][2]));
    }
    const worth = [...here.values()].reduce((a, b) => a + b, 0);
    if (worth > most.worth) most = { worth, from, to: places[end][1], places };
  });
  return most;
}

function cut(text, { from, to, places }) {
  const left = Math.max(0, WINDOW - (to - from));
  const start = from > left * BEFORE ? text.indexOf(" ", from - left * BEFORE - 1) + 1 : 0;
  const end = text.length > start + WINDOW ? Math.max(to, text.lastIndexOf(" ", start + WINDOW)) : text.length;
  const pieces = [];
  let at = start;
  for (const [first, last] of joined(text, places)) {
    if (first < at || last > end) continue;
    pieces.push(text.slice(at, first), text.slice(first, last));
    at = last;
  }
  pieces.push(text.slice(at, end));
  if (start > 0) pieces[0] = `… ${pieces[0]}`;
  if (end < text.length) pieces[pieces.length - 1] += " …";
  return pieces;
}

// Words that follow one another are one find.
export function joined(text, places) {
  const runs = [];
  for (const [from, to] of places) {
    const last = runs.at(-1);
    if (last && /^[\s-]$/.test(text.slice(last[1], from))) last[1] = to;
    else runs.push([from, to]);
  }
  return runs;
}
