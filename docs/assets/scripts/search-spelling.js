// How far a word is from another: letters, and what sounds alike.
import { patterns, remembered } from "./search-words.js";

// Letters to change, add, leave out or swap with a neighbour; more than `most` counts as one more than that.
export function distance(a, b, most) {
  let [before, last, row] = [[], [], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    [before, last, row] = [last, row, [i]];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
  }
  return Math.min(row[b.length], most + 1);
}

// As a word sounds, by the rules of its language.
export function sounding(rules) {
  const all = patterns(rules, "g");
  return remembered((word) => all.reduce((sound, [from, to]) => sound.replace(from, to), word));
}
