// What the words of an index are: their forms and parts, what means the same, and what pages and passages are called.
import { group } from "./search-store.js";
import { fold, stemmer, words } from "./search-words.js";

export function lexicon(index, store) {
  const stem = stemmer(index.stemmer);
  const stop = new Set(index.stop);
  // A name without the words that say nothing, as a query loses them too.
  const key = (text) => {
    const all = words(text);
    const said = all.filter((word) => !stop.has(word));
    return (said.length ? said : all).map(stem).join(" ");
  };
  const stemsOf = (word) => index.compounds[word].split(" ").map(stem);
  const byStem = group(store.words, (word) => [stem(word)]);
  const synonyms = group(index.synonyms, ([names]) => names.map(key));
  const foreign = group(index.foreign, ([name]) => [key(name)]);
  const defined = definedTerms(index, key);
  const headings = index.pages.map(([, title]) => title).concat(index.heads).flatMap(words);
  const written = new Set(headings);
  const names = [...synonyms.keys(), ...foreign.keys()].filter((name) => !name.includes(" "));
  const passages = index.passages.map((_, at) => at);

  return {
    stem, stop, key, byStem, synonyms, foreign, defined,
    byPart: group(Object.keys(index.compounds), stemsOf),
    byParts: group(Object.keys(index.compounds), (word) => [stemsOf(word).join(" ")]),
    chiefs: new Map(index.chiefs.map(([term, passage]) => [key(term), passage])),
    titles: index.pages.map(([, title, place]) => named(`${title} ${place}`, stem)),
    heads: index.heads.map((head) => named(head, stem)),
    ofPage: group(passages, (at) => [index.passages[at][0]]),
    ofHead: group(passages, (at) => [index.passages[at][2]]),
    ofPoint: group(passages, (at) => [index.passages[at][1].split("-")[0]]),
    byId: new Map(index.passages.map(([, id], at) => [idKey(id), at])),
    called: calledPages(index, key),
    paths: new Map(index.pages.map(([, , , path], at) => [path, at])),
    guesses: [...new Set([...store.words, ...written, ...names])],
    // Words of the book that are forms of this one.
    whole: (word) => new Set([...(store.has(word) ? [word] : []), ...(byStem.get(stem(word)) ?? [])]),
    // What the book is about: a term, a title, a word of the reviewed list.
    isSubject: (word) => defined.has(stem(word)) || synonyms.has(stem(word)) || written.has(word),
  };
}

export const idKey = (id) => fold(id).replace("-", "");

// The words of a title, and their stems: "weet" in a question is not the "Wet" of a title.
function named(text, stem) {
  const all = words(text);
  return { words: new Set(all), stems: new Set(all.map(stem)) };
}

// Terms of the glossary by each of their names, in the other language too.
function definedTerms(index, key) {
  const found = new Map(index.terms.flatMap((term) => [term[0], ...term[3]].map((name) => [key(name), term])));
  for (const [name, own] of index.foreign) if (!found.has(key(name))) found.set(key(name), found.get(key(own)));
  return found;
}

// Pages by what they are called: title and place in the book, without words that say nothing and years.
function calledPages(index, key) {
  const called = new Map();
  index.pages.forEach(([, title, place], at) => {
    for (const name of [title, place]) {
      const said = key(name.replace(/\b\d{4}\b/g, ""));
      if (said && !called.has(said)) called.set(said, at);
    }
  });
  return called;
}
