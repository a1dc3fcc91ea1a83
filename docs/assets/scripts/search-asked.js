// How people ask: of each passage some questions, in words that it may not have. The nearest question tells which is meant.
import { group } from "./search-store.js";

const NOWHERE = -1; // in the place of a passage, with what is asked of which the book has nothing
const OTHERS = 0.1; // what the other questions of a passage add to the nearest
const PART = 0.6; // of a word: what its parts are worth
const LEAST = 0.2; // a question that is less near is another
const ALONE = 0.75; // what one word of several says that is in a question

export function questions(entries, index, { stem, stop }) {
  const lines = entries.flatMap(([at, some]) => some.map((text) => ({ at, weights: weighted(text.split(" ")) })));
  const byStem = group(lines, ({ weights }) => [...weights.keys()]);
  const rarity = (each) => Math.log(1 + lines.length / (byStem.get(each)?.length ?? 0.5));
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

  // How near what is asked comes to a question, of 1: `near` for each passage, and `elsewhere` for what is asked of something else.
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
    const perPassage = group([...shared].map(([line, found]) => [line.at, likeness(line, found)]), ([at]) => [at]);
    const best = [...perPassage].map(([at, some]) => {
      const [first, ...rest] = some.map(([, value]) => value).sort((a, b) => b - a);
      return [at, Math.min(1, at === NOWHERE ? first : first + OTHERS * rest.reduce((a, b) => a + b, 0))];
    });
    const near = new Map(best.filter(([, value]) => value >= LEAST));
    const elsewhere = near.get(NOWHERE) ?? 0;
    near.delete(NOWHERE);
    return { near, elsewhere };
  }

  // Where a word is asked with, that the book may not have.
  const places = (word) => [...new Set((byStem.get(stem(word)) ?? []).map(({ at }) => at))].filter((at) => at !== NOWHERE);

  return { nearest, places };
}
