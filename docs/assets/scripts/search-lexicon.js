// What the words of an index are: their forms and parts, what means the same, and what pages and passages are called.
import { sounding } from "./search-spelling.js";
import { group } from "./search-store.js";
import { fold, patterns, remembered, stemmer, words } from "./search-words.js";

const MOST_NAMES = 4; // of a term, that are looked for when one is asked

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
  const byStem = group(store.words.filter((word) => !stop.has(word)), (word) => [stem(word)]);
  const basesOf = inflector(index, stem);
  const byBase = group(store.words, (word) => basesOf(stem(word)));
  const called = calledPages(index, key);
  const synonyms = group([...index.synonyms, ...ofTerms(index, key, called)], ([names]) => names.map(key));
  const foreign = group(index.foreign, ([name]) => [key(name)]);
  const defined = definedTerms(index, key);
  const headings = index.pages.map(([, title]) => title).concat(index.heads).flatMap(words);
  const written = new Set(headings);
  const names = [...index.synonyms, ...ofTerms(index, key, called)].flatMap(([some]) => some);
  const isName = (name) => defined.has(name) || synonyms.has(name) || called.has(name);
  const passages = index.passages.map((_, at) => at);

  const guesses = new Set([...store.words, ...written, ...names.map(words).filter(({ length }) => length === 1).flat(), ...Object.values(index.compounds).flatMap((parts) => parts.split(" "))]);

  // More of the reviewed list, when it is there.
  const learn = (entries) => {
    for (const [word, ...rest] of entries.flatMap(([some]) => some.map(words))) if (!rest.length) guesses.add(word);
    for (const [name, some] of group(entries, ([names]) => names.map(key))) synonyms.set(name, [...(synonyms.get(name) ?? []), ...some]);
  };

  const several = [...synonyms.keys(), ...foreign.keys()].filter((name) => name.includes(" "));

  return {
    byNameWord: group(several, (name) => name.split(" ")),
    learn, stem, stop, sound: sounding(index.sounds), key, byStem, synonyms, foreign, defined,
    byPart: group(Object.keys(index.compounds), stemsOf),
    byParts: group(Object.keys(index.compounds), (word) => [stemsOf(word).join(" ")]),
    chiefs: new Map(index.chiefs.map(([term, passage]) => [key(term), passage])),
    titles: index.pages.map(([, title, place]) => named(`${title} ${place}`, stem)),
    heads: index.heads.map((head) => named(head, stem)),
    ofPage: group(passages, (at) => [index.passages[at][0]]),
    ofHead: group(passages, (at) => [index.passages[at][2]]),
    ofPoint: group(passages, (at) => [index.passages[at][1].split("-")[0]]),
    byId: new Map(index.passages.map(([, id], at) => [idKey(id), at])),
    called,
    joined: group(namesOf(index).filter((name) => words(name).length > 1), (name) => [stem(words(name).join(""))]),
    paths: new Map(index.pages.map(([, , , path], at) => [path, at])),
    guesses,
    // Words of the book that are forms of this one.
    whole: (word) => new Set([...(store.has(word) ? [word] : []), ...(byStem.get(stem(word)) ?? [])]),
    // Other forms of it that the stem does not bring together: geholpen, doorgevraagd.
    inflected: remembered((word) => [...new Set(basesOf(stem(word)).flatMap((base) => byBase.get(base) ?? []))].filter((each) => stem(each) !== stem(word) && !stop.has(each))),
    // What the book is about: a term, a title, a word of the reviewed list.
    isName,
    isSubject: (word) => isName(stem(word)) || written.has(word),
  };
}

// From a stem to what it may be a form of: itself, and what the rules and the list make of it.
function inflector({ inflections, irregular }, stem) {
  const rules = patterns(inflections);
  const listed = new Map(Object.entries(irregular).flatMap(([word, forms]) => forms.map((form) => [stem(form), stem(word)])));
  return (form) => {
    const made = rules.filter(([pattern]) => pattern.test(form)).map(([pattern, instead]) => stem(form.replace(pattern, instead)));
    return [form, ...made, ...(listed.has(form) ? [listed.get(form)] : [])];
  };
}

export const idKey = (id) => fold(id).replace("-", "");

// What terms, pages and the words of the reviewed list are called.
const namesOf = ({ terms, synonyms, pages }) =>
  [...terms.flatMap(([term, , , more]) => [term, ...more]), ...synonyms.flatMap(([names]) => names), ...pages.map(([, title]) => title)];

// The words of a title with those that a hyphen joins, and their stems: "weet" in a question is not the "Wet" of a title.
function named(text, stem) {
  const all = [...words(text), ...words(text.replace(/[-‐‑]/g, " "))];
  return { words: new Set(all), stems: new Set(all.map(stem)) };
}

// Terms of the glossary by each of their names, in the other language too.
function definedTerms(index, key) {
  const found = new Map(index.terms.flatMap((term) => [term[0], ...term[3]].map((name) => [key(name), term])));
  for (const [name, own] of index.foreign) if (!found.has(key(name))) found.set(key(name), found.get(key(own)));
  return found;
}

// The names of a term mean the same; a page that is called so leads.
function ofTerms({ terms, pages }, key, called) {
  return terms.filter(([, , used]) => used).map(([term, , , more]) => {
    const names = [term, ...more];
    const leads = new Set(names.map((name) => called.get(keyOfPage(key, name))).filter((page) => page !== undefined));
    return [names, names.slice(0, MOST_NAMES), [...leads].map((page) => pages[page][3])];
  }).filter(([names, , leads]) => leads.length || new Set(names.map((name) => key(name).replaceAll(" ", ""))).size > 1);
}

const keyOfPage = (key, name) => key(name.replace(/\b\d{4}\b/g, ""));

// Pages by what they are called: title and place in the book, without words that say nothing and years.
function calledPages(index, key) {
  const called = new Map();
  index.pages.forEach(([, title, place], at) => {
    for (const name of [title, place]) {
      const said = keyOfPage(key, name);
      if (said && !called.has(said)) called.set(said, at);
    }
  });
  return called;
}
