// What is shown of a passage: pieces of text, every second one a word that was found.
import { placesOf } from "./search-words.js";

const ROUND_THE_FIND = 110; // letters of the snippet before and after

export function snippet(text, note, found) {
  const marks = placesOf(text, found);
  const inNote = marks.length ? [] : placesOf(note, found);
  return inNote.length ? cut(note, inNote) : cut(text, marks);
}

function cut(text, marks) {
  const first = marks[0]?.[0] ?? 0;
  const start = first > ROUND_THE_FIND ? text.indexOf(" ", first - ROUND_THE_FIND) + 1 : 0;
  const end = text.length > start + 2 * ROUND_THE_FIND ? text.lastIndexOf(" ", start + 2 * ROUND_THE_FIND) : text.length;
  const pieces = [];
  let at = start;
  for (const [from, to] of marks) {
    if (from < at || to > end) continue;
    pieces.push(text.slice(at, from), text.slice(from, to));
    at = to;
  }
  pieces.push(text.slice(at, end));
  if (start > 0) pieces[0] = `… ${pieces[0]}`;
  if (end < text.length) pieces[pieces.length - 1] += " …";
  return pieces;
}
