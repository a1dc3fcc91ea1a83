// How far a word is from another: letters, and what sounds alike.

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

// As it sounds in Dutch: ei and ij, au and ou, c and k, the end of a word.
const SOUNDS = [[/eau/g, "o"], [/ij|ei|y/g, "y"], [/au|ou/g, "o"], [/sch?|isch/g, "s"], [/ies\b/g, "is"], [/c(?=[eiy])/g, "s"], [/[ckq]+/g, "k"], [/ph/g, "f"], [/v/g, "f"], [/z/g, "s"], [/x/g, "ks"], [/th/g, "t"], [/d\b/g, "t"], [/(.)\1/g, "$1"]];

export const sound = (word) => SOUNDS.reduce((all, [from, to]) => all.replace(from, to), word);
