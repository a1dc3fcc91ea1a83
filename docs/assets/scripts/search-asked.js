// How people ask: of each passage some questions, in words that it may not have. The nearest question tells which is meant.
import { group } from "./search-store.js";

const NOWHERE = -1; // in the place of a passage, with what is asked of which the book has nothing
const SELDOM = 1; // question more than there is with a word: what is seldom said does not decide alone
const PART = 0.6; // of a word: what its parts are worth
const LEAST = 0.2; // a question that is less near is another
const ALONE = 0.75; // what one word of several says that is in a question

export function questions(entries, index, { stem, stop }) {
  const lines = entries.flatMap(([at, some]) => some.map((text) => ({ at, weights: weighted(text.split(" ")) })));
  const byStem = group(lines, ({ weights }) => [...weights.keys()]);
  const rarity = (each) => Math.log(1 + lines.length / (byStem.get(each)?.length ?? 0.5));
  const elsewhereOf = (some) => some.filter(({ at }) => at === NOWHERE).length;
  const ofNothing = elsewhereOf(lines) / lines.length || 0; // of all questions
  for (const line of lines) line.length = lengthOf(line.weights);

  // Stem → how much of it is said: of a compound its parts as well.
  function weighted(some) {
    const found = new Map();
    for (const word of some.filter((each) => !stop.has(each))) {
      for (const part of index.compounds[word]?.split(" ") ?? []) found.set(stem(part), Math.max(PART, found.get(stem(part)) ?? 0));
      found.set(stem(word), 1);
    }
    return found;
  }

  function lengthOf(weights) {
    return Math.hypot(...[...weights].map(([each, share]) => share * rarity(each)));
  }

  // How much oftener a word is asked with of something else than of the book, as a logarithm.
  function leaningOf(each) {
    const here = byStem.get(each) ?? [];
    const apart = elsewhereOf(here);
    return Math.log((apart / (ofNothing || 1) + SELDOM) / ((here.length - apart) / (1 - ofNothing || 1) + SELDOM));
  }

  // How near what is asked comes to questions: `near` to all of each passage, `closest` to one of 1, `elsewhere` to one of
  // something else; and how far its words lean there.
  function nearest(asked) {
    const weights = weighted(asked);
    const length = lengthOf(weights);
    const shared = new Map();
    for (const [each, share] of weights) {
      for (const line of byStem.get(each) ?? []) {
        const { sum, count } = shared.get(line) ?? { sum: 0, count: 0 };
        shared.set(line, { sum: sum + share * line.weights.get(each) * rarity(each) ** 2, count: count + 1 });
      }
    }
    const likeness = (line, { sum, count }) => (count < 2 && weights.size > 1 ? ALONE : 1) * sum / (line.length * length || 1);
    const perPassage = group([...shared], ([{ at }]) => [at]);
    const likest = new Map([...perPassage].map(([at, some]) => [at, some.map(([line, found]) => likeness(line, found))]));
    const elsewhere = Math.max(0, ...(likest.get(NOWHERE) ?? []));
    likest.delete(NOWHERE);
    const closest = Math.max(0, ...[...likest.values()].flat());
    const near = new Map([...likest].map(([at, some]) => [at, Math.hypot(...some)]).filter(([, value]) => value >= LEAST));
    const leaning = [...weights].reduce((sum, [each, share]) => sum + share * leaningOf(each), 0);
    return { near, closest, elsewhere, leaning };
  }

  // Where a word is asked with, that the book may not have.
  const places = (word) => [...new Set((byStem.get(stem(word)) ?? []).map(({ at }) => at))].filter((at) => at !== NOWHERE);

  return { nearest, places };
}
