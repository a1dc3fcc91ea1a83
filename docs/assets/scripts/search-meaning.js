// What a word of a query may mean: { need: [set of words, …], tier, why } or { passages, tier, why }. `span` units share one.
import { idKey } from "./search-lexicon.js";
import { distance } from "./search-spelling.js";
import { words } from "./search-words.js";

const MOST_LONGER = 40; // words that a beginning may become
const LONGEST_NAME = 5; // words of a term or a synonym
const LONG_WORD = 9; // letters of a word in which two may be wrong, the first too
const LONG_ENOUGH = 5; // letters of a word that may be a part, though it is none in the book
const SHORTEST_PART = 3; // letters of a part of a compound
const SHORTEST_END = 5; // letters of the last part of a compound, where the first is unknown
const SHORT = 3; // letters of an abbreviation, which is no beginning of another word
const LINKS = ["", "s", "en", "e"]; // sounds between the parts
const PLACE = /^\d+(?:\p{L}|\.\d+\.)/u; // in an act: 10b, 2.3.2
const ONLY_TITLE = 0.7;
const FORM = 0.5; // a form that a rule or a list brings, beside one with the same stem
const NEARLY = { exact: 1, stem: 0.7, compound: 0.5, synonym: 0.5, typo: 0.5 }; // of what a misspelt word may have been
const WHOLE_NAME = 4; // "baken 3", "eigen kracht": a page called by its name
const BY_NUMBER = 4.5; // "b3-2"

export function meanings(index, store, lexicon) {
  const { stem, stop, key, whole, sound } = lexicon;
  const needs = (term) => words(term).filter((word, _, all) => all.length === 1 || !stop.has(word)).map(whole);

  function plain(word) {
    const found = [];
    if (store.has(word)) found.push({ need: [new Set([word])], tier: "exact", why: word });
    const same = lexicon.byStem.get(stem(word));
    if (same) found.push({ need: [new Set(same)], tier: "stem", why: same.join(", ") });
    const parts = /^\d+$/.test(word) ? store.words.filter((each) => each.startsWith(`${word}.`)) : [];
    if (parts.length) found.push({ need: [new Set(parts)], tier: "stem", factor: FORM, why: parts.join(", ") });
    const others = lexicon.inflected(word);
    if (others.length) found.push({ need: [new Set(others)], tier: "stem", factor: FORM, why: others.join(", ") });
    const longer = lexicon.byPart.get(stem(word));
    if (longer) found.push({ need: [new Set(longer)], tier: "compound", why: longer.join(", ") });
    lexicon.titles.forEach((title, page) => found.push(...titled(word, title, lexicon.ofPage.get(page), `title: ${index.pages[page][1]}`)));
    lexicon.heads.forEach((head, at) => found.push(...titled(word, head, lexicon.ofHead.get(at), `heading: ${index.heads[at]}`)));
    return found;
  }

  function titled(word, title, passages = [], why) {
    if (!title.stems.has(stem(word))) return [];
    return [{ passages, tier: title.words.has(word) ? "exact" : "stem", factor: ONLY_TITLE, titled: true, why }];
  }

  function meant(name, tier) {
    const found = [];
    for (const [, also, places] of lexicon.synonyms.get(name) ?? []) {
      for (const term of also) found.push({ need: needs(term), tier, why: term });
      places.forEach((place, at) => found.push({ ...lead(place, tier), factor: 1 - at / 20 }));
    }
    for (const [, own] of lexicon.foreign.get(name) ?? []) {
      found.push({ need: needs(own), tier, why: own, own });
      if (key(own) !== name) found.push(...meant(key(own), tier).map((each) => ({ ...each, own })));
    }
    if (lexicon.called.has(name)) {
      const page = lead(index.pages[lexicon.called.get(name)][3], "exact");
      found.push({ ...page, named: true, factor: name.includes(" ") ? WHOLE_NAME : ONLY_TITLE });
    }
    return found.filter((each) => each.passages || (each.need.length && each.need.every((set) => set.size)));
  }

  function lead(place, tier) {
    const page = lexicon.paths.get(place);
    const passages = page === undefined ? [lexicon.byId.get(idKey(place))] : lexicon.ofPage.get(page) ?? [];
    return { passages: passages.filter((at) => at !== undefined), tier, why: place, lead: page ?? -1, first: passages[0] };
  }

  // A name of several words, written together: beschermdwonen.
  function joined(word) {
    return (lexicon.joined.get(stem(word)) ?? []).flatMap((name) => [...meant(key(name), "compound"), { need: needs(name), tier: "compound", why: name }])
      .filter(({ passages, need }) => passages || need.every((set) => set.size));
  }

  // The last part of a compound of which the first is no word of the book: signalering, in vroegsignalering.
  function endOf(word) {
    const longer = word.length < SHORTEST_END ? [] : store.words.filter((each) => each.endsWith(word) && each !== word);
    return longer.length ? [{ need: [new Set(longer)], tier: "compound", why: longer.join(", ") }] : [];
  }

  // A word written together that the book writes apart: in the fewest parts.
  function apart(word) {
    for (const parts of [2, 3]) {
      const found = [...cuts(word, parts)].flatMap((some) => [
        { need: some.map(forms), tier: "compound", why: some.join(" ") },
        { need: [new Set(lexicon.byParts.get(some.map(stem).join(" ")))], tier: "compound", why: some.join("") },
      ]);
      if (found.length) return found;
    }
    return [];
  }

  const forms = (word) => new Set([...whole(word), ...lexicon.inflected(word)]);
  // Words that are no parts of the book's own compounds are parts of many mistakes, the shorter the more.
  const isPart = (word) => (word.length > LONG_ENOUGH || lexicon.byPart.has(stem(word))) && !stop.has(word) && forms(word).size > 0;

  function* cuts(word, parts) {
    if (parts === 1) {
      if (isPart(word)) yield [word];
      return;
    }
    for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
      const left = word.slice(0, at);
      if (!isPart(left)) continue;
      for (const link of LINKS) {
        if (word.startsWith(link, at)) for (const rest of cuts(word.slice(at + link.length), parts - 1)) yield [left, ...rest];
      }
    }
  }

  // Words of the book that this one may have been meant to be: those that are nearest, or sound the same.
  function guessed(word, most) {
    let near = [];
    let least = most + 1;
    for (const guess of most ? lexicon.guesses : []) {
      if (Math.abs(guess.length - word.length) > Math.min(most, Math.ceil(least)) + 1 || (word.length < LONG_WORD && !begins(word, guess))) continue;
      const away = sound(guess) === sound(word) ? 0.5 : distance(word, guess, Math.min(most, Math.ceil(least)));
      if (word.length <= SHORT + 1 && !swapped(word, guess)) continue; // a letter more or less makes another word of it
      if (away < least) [near, least] = [[], away];
      if (away === least && away <= most) near.push(guess);
    }
    const letters = near.map((guess) => distance(word, guess, word.length)); // of what sounds the same, what is written most alike
    const fewest = Math.min(...letters);
    return near.filter((_, at) => letters[at] === fewest).slice(0, 8);
  }

  const swapped = (word, guess) => word.length === guess.length && [...word].sort().join("") === [...guess].sort().join("");

  // The first letter is hardly ever wrong; the first two may have changed places.
  const begins = (word, guess) => guess[0] === word[0] || sound(guess)[0] === sound(word)[0] || (guess[0] === word[1] && guess[1] === word[0]);

  const mistakes = (word) => word.length <= SHORT || /\d/.test(word) ? 0 : word.length < LONG_WORD ? 1 : 2;

  function misspelt(word, most) {
    const near = guessed(word, Math.min(most, mistakes(word)));
    return near.flatMap((guess) => [...plain(guess), ...meant(key(guess), "typo")].map((each) => ({ ...each, guess })))
      .map((each) => ({ ...each, factor: (each.factor ?? 1) * NEARLY[each.tier], tier: "typo" }));
  }

  // Names of several words that the word at this place is part of, and the word written together with a neighbour.
  function* names(units, at) {
    for (let from = Math.max(0, at - LONGEST_NAME + 1); from <= at; from += 1) {
      for (let to = at + 1; to <= Math.min(units.length, from + LONGEST_NAME); to += 1) {
        const some = units.slice(from, to).map((unit) => unit.word);
        if (some.includes(undefined)) continue;
        const name = some.map(stem).join(" ");
        if (lexicon.isName(name)) units[at].subject = true;
        if (lexicon.defined.has(name)) units[at].term = true;
        for (const each of meant(name, "synonym")) yield { ...each, span: some.length };
        if (some.length === 2) yield* together(some.join(""));
      }
    }
  }

  // Names of which all words are asked for, in whatever order.
  function* scattered(units, at) {
    const asked = units.map(({ word }) => word && stem(word));
    for (const name of lexicon.byNameWord.get(asked[at]) ?? []) {
      const parts = name.split(" ");
      if (asked.join(" ").includes(name) || !parts.every((part) => asked.includes(part))) continue;
      units[at].subject = true;
      for (const each of meant(name, "synonym")) yield { ...each, span: parts.length };
    }
  }

  function* together(word) {
    for (const each of meant(stem(word), "synonym")) yield { ...each, span: 2 };
    const joined = whole(word);
    if (joined.size) yield { need: [joined], tier: store.has(word) ? "exact" : "stem", why: word, span: 2 };
  }

  // A word that may not be finished.
  function begun(word, found) {
    const longer = store.words.filter((each) => each.startsWith(word) && each !== word)
      .sort((a, b) => a.length - b.length).slice(0, MOST_LONGER);
    const tier = found.some((each) => each.tier === "synonym") ? "typo" : "prefix";
    return longer.length ? [{ need: [new Set(longer)], tier, why: `${word}…` }] : [];
  }

  function alternatives(units, at) {
    const word = units[at].word;
    const found = plain(word);
    units[at].subject = lexicon.isSubject(word) || PLACE.test(word);
    if (/\d/.test(word) && lexicon.ofPoint.has(word)) found.push({ passages: lexicon.ofPoint.get(word), tier: "exact", why: "number" });
    if (lexicon.byId.has(word)) found.push({ passages: [lexicon.byId.get(word)], tier: "exact", factor: BY_NUMBER, why: "number" });
    found.push(...names(units, at), ...scattered(units, at));
    const last = at === units.length - 1 && word.length > 1 && !(word.length <= SHORT && found.length);
    return last ? [...found, ...begun(word, found)] : found;
  }

  const phrased = (phrase) => [{ need: phrase.map((word) => new Set(store.has(word) ? [word] : [])), tier: "exact", why: `“${phrase.join(" ")}”` }];

  // What a word may be that nothing answers to, and by which tier that counts, the likeliest first.
  const rescues = [
    [(word) => misspelt(word, 1), "typo"],
    [joined, "compound"],
    [endOf, "compound"],
    [apart, "compound"],
    [(word) => misspelt(word, 2), "typo"],
  ];

  // A word of the book or of what readers say for it, in one form or another.
  const isKnown = (word) => whole(word).size > 0 || lexicon.isSubject(word) || lexicon.byId.has(word) || lexicon.ofPoint.has(word);

  function of(units, at) {
    const { phrase } = units[at];
    if (!phrase) return alternatives(units, at);
    units[at].subject = true;
    return phrased(phrase);
  }

  return { isKnown, of, rescues };
}
