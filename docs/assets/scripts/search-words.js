// From text to words and stems, as scripts/search/words.py and stems.py do it too; a test holds the two to the same answers.
const WORD = /[\p{L}\p{N}]+(?:[-‐‑.,][\p{L}\p{N}]+)*/gu;

export function fold(text) {
  return text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/['’ʼ`´]|\p{M}/gu, "").normalize("NFC");
}

// Where some words stand in a text as it is: [from, to, word]. Folded sign by sign, so that places stay what they are.
export function placesOf(text, wanted) {
  const folded = [...text].map((sign) => (fold(sign) + " ".repeat(sign.length)).slice(0, sign.length)).join("");
  return [...wordsIn(folded)].filter(([word]) => wanted.has(word)).map(([word, from, to]) => [from, to, word]);
}

// Each word with its place in a folded text: [word, from, to].
function* wordsIn(folded) {
  for (const { 0: found, index } of folded.matchAll(WORD)) {
    if (/^\d+(?:[.,]\d+)+$/.test(found)) {
      yield [found.replaceAll(",", "."), index, index + found.length];
    } else if (/[.,]/.test(found)) {
      let at = index;
      for (const piece of found.split(/[-‐‑.,]/)) {
        yield [piece, at, at + piece.length];
        at += piece.length + 1;
      }
    } else {
      yield [found.replace(/[-‐‑]/g, ""), index, index + found.length];
    }
  }
}

export const words = (text) => [...wordsIn(fold(text))].map(([word]) => word);

// [regular expression, replacement] as the data write them: `\\1` is what the first group has.
export const patterns = (rules, flags) => rules.map(([pattern, instead]) => [new RegExp(pattern, flags), instead.replace(/\\(\d)/g, "$$$1")]);

// What a function of a word gave, for the next time.
export function remembered(make) {
  const known = new Map();
  return (word) => {
    if (!known.has(word)) known.set(word, make(word));
    return known.get(word);
  };
}

export function stemmer({ suffixes, endings, shortest, rounds }) {
  const spelling = patterns(endings);
  return remembered((word) => bare(word, suffixes, spelling, shortest, rounds));
}

function bare(word, suffixes, spelling, shortest, rounds) {
  if (word.length < shortest || /\d/.test(word)) return word;
  let stem = word;
  for (let round = 0; round < rounds; round += 1) {
    const rule = suffixes.find(([suffix, , least]) => stem.endsWith(suffix) && stem.length - suffix.length >= least);
    if (!rule) break;
    const next = stem.slice(0, stem.length - rule[0].length) + rule[1];
    if (next === stem) break;
    stem = next;
  }
  for (const [pattern, instead] of spelling) stem = stem.replace(pattern, instead);
  return stem;
}
