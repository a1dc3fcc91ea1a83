// What an answer says of itself: what was not found, what was read for it, what is only related, what would be found instead.
import { withoutQuotes } from "./search-query.js";
import { distance } from "./search-spelling.js";
import { fold, words } from "./search-words.js";

const NEAR = 0.4; // share of the letters that may differ in a term that is offered
const MOST_REMARKED = 10; // results that are looked at for it
const MOST_OFFERED = 3;

export function remarks(index, units, query, results) {
  const best = results.slice(0, MOST_REMARKED).flatMap((each) => each.best);
  const read = readFor(units);
  const some = units.some((unit) => unit.phrase);
  return {
    said: [...new Set(best.map(({ each }) => each.own).filter(Boolean))],
    missing: units.filter((unit) => unit.scores.size === 0).map((unit) => unit.word ?? unit.phrase.join(" ")),
    suggested: read.size && results.length ? words(fold(query)).map((word) => read.get(word) ?? word).join(" ") : "",
    unquoted: !results.length && some ? withoutQuotes(query) : "",
    related: results.length && units.every(isRelated) ? [...new Set(results.flatMap((each) => relatedBy(index, each)))].slice(0, MOST_OFFERED) : [],
    nearest: results.length ? [] : nearest(index.terms, units),
  };
}

// Misspelt words, with what was read for them.
function readFor(units) {
  const read = new Map();
  for (const unit of units) {
    const guess = [...unit.scores.values()].sort((a, b) => b.score - a.score)[0]?.each.guess;
    if (guess) read.set(unit.word, guess);
  }
  return read;
}

// Nothing in the book says this word; all that is found means something like it.
const isRelated = (unit) => unit.word && unit.scores.size > 0 && [...unit.scores.values()].every(({ each }) => (each.tier === "synonym" || each.tier === "asked") && !each.own);

// By which word of the book a passage is related, or by its page.
const relatedBy = (index, { at, best }) => best.map(({ each }) => each.need ? each.why : index.pages[index.passages[at][0]][1]);

// Terms that are written somewhat like a word of the query.
function nearest(terms, units) {
  const some = units.filter(({ word }) => word?.length > 3).map(({ word }) => word);
  const away = (name) => Math.min(...some.map((word) => distance(word, name, 99) / Math.max(word.length, name.length) / (name.startsWith(word.slice(0, 5)) ? 2 : 1)));
  return terms.filter(([, , used]) => used).map(([term]) => [term, away(fold(term))])
    .filter(([, far]) => far < NEAR).sort((a, b) => a[1] - b[1]).slice(0, MOST_OFFERED).map(([term]) => term);
}
