// Answers a query from the index that scripts/search made: which passages, in which order, and why.
//
// A query is cut into units: words, and phrases in quotes. Each unit has alternatives, from the word itself to what it may
// have been meant to be. A passage's score for a unit is that of its best alternative: the tier, which no bonus can cross,
// times what speaks for the passage. Passages with more of the units come first.
import { snippet } from "./search-snippet.js";
import { distance, sound } from "./search-spelling.js";
import { group, held, sharded } from "./search-store.js";
import { fold, stemmer, words } from "./search-words.js";

const TIERS = { exact: 3125, stem: 625, compound: 125, prefix: 25, synonym: 5, typo: 1 };
const LONGEST_QUERY = 300;
const MOST_UNITS = 12;
const MOST_OF_LARGE = 10; // results of a large book, whose texts come in parts
const MOST_LONGER = 40; // words that a beginning may become
const LONGEST_NAME = 5; // words of a term or a synonym
const LONG_WORD = 9; // letters of a word in which two may be wrong, the first too
const LONG_ENOUGH = 5; // letters of a word that may be a part, though it is none in the book
const SHORTEST_PART = 3; // letters of a part of a compound
const SHORTEST_END = 5; // letters of the last part of a compound, where the first is unknown
const LINKS = ["", "s", "en", "e"]; // sounds between the parts
const BONUS = { title: 1.3, heading: 0.5, lead: 0.9, chief: 0.4, focus: 0.6, often: 0.25 }; // together below the step of a tier
const ONLY_TITLE = 0.7;
const NEARLY = { exact: 1, stem: 0.7, compound: 0.5, synonym: 0.5, typo: 0.5 }; // of what a misspelt word may have been
const WHOLE_NAME = 4; // "baken 3", "eigen kracht": a page called by its name
const ONLY_NOTE = 0.3;
const RARE = 1; // how much more a word weighs that hardly any passage has
const ENOUGH = 0.4; // of what a query says: passages with less of it are about something else
const SURE = { exact: 1, stem: 0.95, compound: 0.85, prefix: 0.8, synonym: 0.7, typo: 0.6 }; // how much of a word is answered by what it may mean
const OF_SITE = 0.6; // pages about the site itself, and its tools
const IN_NOTE = 0.8;
const BY_TITLE = 0.7; // a word of its title or heading only
const SHORT = 3; // letters of an abbreviation, which is no beginning of another word

const QUOTES = /["“”„«»]/g;
const UNWANTED = /(?<![^\s])[-−–](\p{L}[\p{L}\d]*)/gu; // -woord

export function engine(index, fetchPart) {
  const stem = stemmer(index.stemmer);
  const stop = new Set(index.stop);
  // A name without the words that say nothing, as a query loses them too.
  const key = (text) => {
    const all = words(text);
    const said = all.filter((word) => !stop.has(word));
    return (said.length ? said : all).map(stem).join(" ");
  };
  const store = index.texts ? held(index.texts, [...index.notes]) : sharded(index, fetchPart);
  const byStem = group(store.words, (word) => [stem(word)]);
  const byPart = group(Object.keys(index.compounds), (word) => index.compounds[word].split(" ").map(stem));
  const byParts = group(Object.keys(index.compounds), (word) => [index.compounds[word].split(" ").map(stem).join(" ")]);
  const synonyms = group(index.synonyms, ([names]) => names.map(key));
  const foreign = group(index.foreign, ([name]) => [key(name)]);
  const defined = new Map(index.terms.flatMap((term) => [term[0], ...term[3]].map((name) => [key(name), term])));
  for (const [name, own] of index.foreign) if (!defined.has(key(name))) defined.set(key(name), defined.get(key(own)));
  const chiefs = new Map(index.chiefs.map(([term, passage]) => [key(term), passage]));
  const titles = index.pages.map(([, title, place]) => new Set(words(`${title} ${place}`).map(stem)));
  const heads = index.heads.map((head) => new Set(words(head).map(stem)));
  const ownWords = (texts) => texts.map((text) => new Set(words(text))); // "weet" in a question is not the "Wet" of a title
  const titleWords = ownWords(index.pages.map(([, title, place]) => `${title} ${place}`));
  const headWords = ownWords(index.heads);
  let more;
  const ofPage = group(index.passages.map((_, at) => at), (at) => [index.passages[at][0]]);
  const named = new Map(index.passages.map(([, id], at) => [fold(id).replace("-", ""), at]));
  // Pages by what they are called: title and place in the book, without words that say nothing and years.
  const called = new Map();
  index.pages.forEach(([, title, place], at) => {
    for (const name of [title, place]) {
      const said = key(name.replace(/\b\d{4}\b/g, ""));
      if (said && !called.has(said)) called.set(said, at);
    }
  });
  const paths = new Map(index.pages.map(([, , , path], at) => [path, at]));
  const ofPoint = group(index.passages.map((_, at) => at), (at) => [index.passages[at][1].split("-")[0]]);
  const ofHead = group(index.passages.map((_, at) => at), (at) => [index.passages[at][2]]);
  const written = new Set(index.pages.map(([, title]) => title).concat(index.heads).flatMap(words));
  const guesses = [...new Set([...store.words, ...written, ...[...synonyms.keys(), ...foreign.keys()].filter((name) => !name.includes(" "))])];

  // What a unit may mean: { need: [set of words, …], tier, why } or { passages, tier, why }; `span` units share one.
  const whole = (word) => new Set([...(store.has(word) ? [word] : []), ...(byStem.get(stem(word)) ?? [])]);
  const needs = (term) => words(term).filter((word, _, all) => all.length === 1 || !stop.has(word)).map(whole);

  function plain(word) {
    const found = [];
    if (store.has(word)) found.push({ need: [new Set([word])], tier: "exact", why: word });
    const same = byStem.get(stem(word));
    if (same) found.push({ need: [new Set(same)], tier: "stem", why: same.join(", ") });
    const longer = byPart.get(stem(word));
    if (longer) found.push({ need: [new Set(longer)], tier: "compound", why: longer.join(", ") });
    titles.forEach((title, page) => {
      if (title.has(stem(word))) found.push({ passages: ofPage.get(page) ?? [], tier: titleWords[page].has(word) ? "exact" : "stem", factor: ONLY_TITLE, titled: true, why: `title: ${index.pages[page][1]}` });
    });
    heads.forEach((head, at) => {
      if (head.has(stem(word))) found.push({ passages: ofHead.get(at) ?? [], tier: headWords[at].has(word) ? "exact" : "stem", factor: ONLY_TITLE, titled: true, why: `heading: ${index.heads[at]}` });
    });
    return found;
  }

  function meant(name, tier) {
    const found = [];
    for (const [, also, places] of synonyms.get(name) ?? []) {
      for (const term of also) found.push({ need: needs(term), tier, why: term });
      places.forEach((place, at) => found.push({ ...lead(place, tier), factor: 1 - at / 20 }));
    }
    for (const [, own] of foreign.get(name) ?? []) {
      found.push({ need: needs(own), tier, why: own, own });
      if (key(own) !== name) found.push(...meant(key(own), tier).map((each) => ({ ...each, own })));
    }
    if (called.has(name)) {
      const page = lead(index.pages[called.get(name)][3], "exact");
      found.push({ ...page, factor: name.includes(" ") ? WHOLE_NAME : ONLY_TITLE });
    }
    return found.filter((each) => each.passages || (each.need.length && each.need.every((set) => set.size)));
  }

  function lead(place, tier) {
    const page = paths.get(place);
    const passages = page === undefined ? [named.get(fold(place).replace("-", ""))] : ofPage.get(page) ?? [];
    return { passages: passages.filter((at) => at !== undefined), tier, why: place, lead: page ?? -1, first: passages[0] };
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
        { need: some.map(whole), tier: "compound", why: some.join(" ") },
        { need: [new Set(byParts.get(some.map(stem).join(" ")))], tier: "compound", why: some.join("") },
      ]);
      if (found.length) return found;
    }
    return [];
  }

  // Words that are no parts of the book's own compounds are parts of many mistakes, the shorter the more.
  const isPart = (word) => whole(word).size > 0 && !stop.has(word) && (word.length > LONG_ENOUGH || byPart.has(stem(word)));

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
    for (const guess of most ? guesses : []) {
      if (Math.abs(guess.length - word.length) > Math.min(most, least) + 1 || (word.length < LONG_WORD && !begins(word, guess))) continue;
      const away = sound(guess) === sound(word) ? 0.5 : distance(word, guess, Math.min(most, Math.ceil(least)));
      if (away < least) [near, least] = [[], away];
      if (away === least && away <= most) near.push(guess);
    }
    return near.slice(0, 8);
  }

  // The first letter is hardly ever wrong; the first two may have changed places.
  const begins = (word, guess) => guess[0] === word[0] || sound(guess)[0] === sound(word)[0] || (guess[0] === word[1] && guess[1] === word[0]);

  const mistakes = (word) => word.length <= SHORT + 1 || /\d/.test(word) ? 0 : word.length < LONG_WORD ? 1 : 2;

  function misspelt(word, most) {
    const near = guessed(word, Math.min(most, mistakes(word)));
    return near.flatMap((guess) => [...plain(guess), ...meant(key(guess), "typo")].map((each) => ({ ...each, guess })))
      .map((each) => ({ ...each, factor: (each.factor ?? 1) * NEARLY[each.tier], tier: "typo" }));
  }
  const slip = (word) => word.length > 4 ? misspelt(word, 1) : [];
  const worse = (word) => misspelt(word, 2);

  function alternatives(units, at) {
    const word = units[at].word;
    const found = plain(word);
    if (/\d/.test(word) && ofPoint.has(word)) found.push({ passages: ofPoint.get(word), tier: "exact", why: "number" });
    if (named.has(word)) found.push({ passages: [named.get(word)], tier: "exact", factor: 4.5, why: "number" });
    // Names of several words that this one is part of, and this word written together with a neighbour.
    for (let from = Math.max(0, at - LONGEST_NAME + 1); from <= at; from += 1) {
      for (let to = at + 1; to <= Math.min(units.length, from + LONGEST_NAME); to += 1) {
        const some = units.slice(from, to).map((unit) => unit.word);
        if (some.includes(undefined)) continue;
        for (const each of meant(some.map(stem).join(" "), "synonym")) found.push({ ...each, span: some.length });
        if (some.length === 2) {
          for (const each of meant(stem(some.join("")), "synonym")) found.push({ ...each, span: 2 });
          const joined = whole(some.join(""));
          if (joined.size) found.push({ need: [joined], tier: store.has(some.join("")) ? "exact" : "stem", why: some.join(""), span: 2 });
        }
      }
    }
    // The last word may not be finished.
    if (at === units.length - 1 && word.length > 1 && !(word.length <= SHORT && found.length)) {
      const longer = store.words.filter((each) => each.startsWith(word) && each !== word)
        .sort((a, b) => a.length - b.length).slice(0, MOST_LONGER);
      if (longer.length) found.push({ need: [new Set(longer)], tier: found.some(({ tier }) => tier === "synonym") ? "typo" : "prefix", why: `${word}…` });
    }
    return found;
  }

  // As people type it: 1-1-2015 is a date, 15-25% a range, 36713 a bill, "derde baken", "3e baken" and "baken3" are baken 3.
  function asWritten(text) {
    return fold(text)
      .replace(/\b(\d{1,2})[-/](\d{1,2})[-/](\d{4})\b/g, (all, day, month, year) => index.months[month - 1] ? `${Number(day)} ${index.months[month - 1]} ${year}` : all)
      .replace(/(?<![\p{L}\d-])(\d[\d.,]*)\s*[-‐‑–]\s*(?=\d)/gu, "$1 ")
      .replace(/\b(\d{2})(\d{3})\b/g, (all, first, rest) => store.has(all) ? all : `${first} ${rest}`)
      .replace(/\b(\p{L}{3,})(\d{1,2})\b/gu, (all, name, number) => called.has(key(`${name} ${number}`)) ? `${name} ${number}` : all);
  }

  const digits = (word) => index.numbers[word] ?? /^(\d+)(?:e|de|ste|st|nd|rd|th)$/.exec(word)?.[1];

  // Words of which two neighbours are the place of a page, one of them its number in words.
  function withPlaces(some) {
    const found = [...some];
    for (let at = 0; at + 1 < found.length; at += 1) {
      for (const [name, number] of [[found[at], found[at + 1]], [found[at + 1], found[at]]]) {
        if (digits(number) !== undefined && !stop.has(name) && called.has(key(`${name} ${digits(number)}`))) {
          found.splice(at, 2, name, String(digits(number)));
          break;
        }
      }
    }
    return found;
  }

  function parse(query) {
    const units = [];
    for (const [, phrase, rest] of query.slice(0, LONGEST_QUERY).replace(UNWANTED, " ").matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]?|([^"“”„«»]+)/g)) {
      const some = phrase === undefined ? withPlaces(words(asWritten(rest))) : words(phrase);
      if (phrase !== undefined && some.length) units.push({ phrase: some });
      else units.push(...some.map((word) => ({ word })));
    }
    const said = units.filter(({ word }) => !stop.has(word));
    return (said.length ? said : units).slice(0, MOST_UNITS);
  }

  // `without` leaves out tiers, to measure what each is worth.
  async function search(query, { limit = 50, without = [] } = {}) {
    const units = parse(query);
    for (const [at, unit] of units.entries()) {
      unit.alternatives = unit.phrase
        ? [{ need: unit.phrase.map((word) => new Set(store.has(word) ? [word] : [])), tier: "exact", why: `“${unit.phrase.join(" ")}”` }]
        : alternatives(units, at).filter(({ tier }) => !without.includes(tier));
    }
    await lookUp(units);
    // What nothing answers to may be the name of who is cited.
    const unknown = units.filter((unit) => unit.word?.length > SHORT && unit.scores.size === 0);
    if (unknown.length) {
      await fetchMore();
      for (const unit of unknown) unit.alternatives = plain(unit.word);
      await lookUp(unknown);
    }
    // What nothing answers to may be misspelt, or written together.
    for (const [another, tier] of [[slip, "typo"], [endOf, "compound"], [apart, "compound"], [worse, "typo"]]) {
      if (without.includes(tier)) continue;
      const lost = units.filter((unit) => unit.word && unit.scores.size === 0);
      for (const unit of lost) unit.alternatives = another(unit.word);
      await lookUp(lost);
    }
    let results = rank(units);
    if (units.some((unit) => unit.phrase)) results = await withPhrases(results, units);
    results = wanted(results, query);
    const shown = results.slice(0, index.texts ? limit : Math.min(limit, MOST_OF_LARGE));
    await store.read(shown.map(({ at }) => at));
    return { labels: index.labels, terms: await termsOf(query), count: results.length, results: shown.map(dress), ...told(units, query, results) };
  }

  // What the answer says of itself: words that are not in the book, what was read for a misspelt one, and what is only related.
  function told(units, query, results) {
    const best = results.slice(0, 10).flatMap((each) => each.best);
    const read = new Map();
    for (const unit of units) {
      const guess = unit.scores && [...unit.scores.values()].sort((a, b) => b.score - a.score)[0]?.each.guess;
      if (guess) read.set(unit.word, guess);
    }
    const related = results.length && units.every((unit) => unit.word && [...unit.scores.values()].every(({ each }) => each.tier === "synonym" && each.need && !each.own));
    return {
      said: [...new Set(best.map(({ each }) => each.own).filter(Boolean))],
      missing: units.filter((unit) => unit.scores.size === 0).map((unit) => unit.word ?? unit.phrase.join(" ")),
      suggested: read.size && results.length ? words(fold(query)).map((word) => read.get(word) ?? word).join(" ") : "",
      unquoted: !results.length && units.some((unit) => unit.phrase) ? query.replace(QUOTES, " ").replace(/\s+/g, " ").trim() : "",
      related: related ? [...new Set(best.map(({ each }) => each.why))].slice(0, 3) : [],
      nearest: results.length ? [] : nearest(units),
    };
  }

  // Passages with a word that is not wanted go.
  function wanted(results, query) {
    const unwanted = [...query.matchAll(UNWANTED)].map(([, word]) => stem(fold(word)));
    if (!unwanted.length) return results;
    const out = new Set(unwanted.flatMap((each) => (byStem.get(each) ?? []).flatMap((word) => store.of(word).map(([at]) => at))));
    return results.filter(({ at }) => !out.has(at));
  }

  // What few queries need; with it a passage is found by what it cites, as it is by its notes.
  async function fetchMore() {
    more ??= fetchPart(index.more).then((content) => {
      for (const [text, passages] of content.sources) for (const at of passages) store.add(at, text);
      return content;
    });
    return more.catch(() => {
      more = undefined; // no connection: the next query tries again
      return { definitions: {} };
    });
  }

  // What the query asks for is a term of the glossary, in any of its forms.
  async function termsOf(query) {
    const found = defined.get(key(query.replace(QUOTES, " ")));
    if (!found) return [];
    const { definitions } = await fetchMore();
    return [[found[0], found[1], definitions[found[1]] ?? ""]];
  }

  async function lookUp(units) {
    await store.load(new Set(
      units.flatMap((unit) => unit.alternatives.flatMap((each) => (each.need ?? []).flatMap((set) => [...set])))));
    for (const unit of units) unit.scores = unitScores(unit);
  }

  // What the book is about: a term, a title, a word of the reviewed list.
  const isSubject = (word) => defined.has(stem(word)) || synonyms.has(stem(word)) || written.has(word);

  // All that is found of the query is one word that could stand in any text.
  function strays(units) {
    const found = units.filter((unit) => unit.scores.size);
    return found.length === 1 && units.length > 1 && Boolean(found[0].word) && !isSubject(found[0].word);
  }

  // Passages with more of the words come first, and of the words the rarer weighs more.
  function rank(units) {
    const scores = new Map();
    const all = index.passages.length;
    let asked = 0;
    let said = 0;
    for (const unit of units) {
      const worth = 1 + RARE * Math.log((all + 1) / (unit.scores.size + 1)) / Math.log(all + 1);
      asked += worth;
      const read = unit.scores.size ? Math.max(...[...unit.scores.values()].map(({ each }) => SURE[each.tier])) : 0;
      said += worth * read;
      for (const [at, best] of unit.scores) {
        const score = scores.get(at) ?? { at, matched: 0, worth: 0, sum: 0, best: [] };
        score.matched += 1;
        score.worth += worth * SURE[best.each.tier] * (best.match.note ? IN_NOTE : 1) * (best.each.titled ? BY_TITLE : 1) * (index.pages[index.passages[at][0]][4] ? 1 : OF_SITE);
        score.sum += best.score;
        score.best.push(best);
        scores.set(at, score);
      }
    }
    return said < ENOUGH * asked || strays(units) ? [] : [...scores.values()].sort((a, b) => b.worth - a.worth || b.sum - a.sum || a.at - b.at);
  }

  // Passage → its best alternative for a unit.
  function unitScores(unit) {
    const best = new Map();
    const leads = new Set(unit.alternatives.filter((each) => each.lead >= 0).map((each) => each.lead));
    const stems = unit.word ? [stem(unit.word)] : unit.phrase.map(stem);
    for (const each of unit.alternatives) {
      const matches = each.passages ? new Map(each.passages.map((at) => [at, { count: 1, words: [] }])) : matching(each.need);
      const total = [...matches.values()].reduce((sum, { count }) => sum + count, 0);
      const perPage = new Map();
      for (const [at, { count }] of matches) perPage.set(index.passages[at][0], (perPage.get(index.passages[at][0]) ?? 0) + count);
      for (const [at, match] of matches) {
        const page = index.passages[at][0];
        const bonus = {};
        if (!each.passages) {
          if (stems.every((each) => titles[page].has(each))) bonus.title = BONUS.title;
          if (stems.every((each) => heads[index.passages[at][2]]?.has(each))) bonus.heading = BONUS.heading;
          bonus.focus = BONUS.focus * perPage.get(page) / total;
          bonus.often = BONUS.often * (1 - 1 / (match.count + 1));
          if (chiefs.get(stems.join(" ")) === at) bonus.chief = BONUS.chief;
        }
        if (leads.has(page)) bonus.lead = BONUS.lead;
        if (each.first === at) bonus.first = BONUS.heading;
        const factor = (each.factor ?? 1) * (match.note ? ONLY_NOTE : 1) * (1 + Object.values(bonus).reduce((a, b) => a + b, 0));
        // A synonym of several words says more than a form of one of them.
        const score = TIERS[each.span > 1 && each.tier === "synonym" ? "stem" : each.tier] * factor / (each.span ?? 1);
        if (score > (best.get(at)?.score ?? 0)) best.set(at, { unit, score, match, each, bonus });
      }
    }
    return best;
  }

  // Passages that have a word of every set: how often, which words, and whether in a note only.
  function matching(need) {
    let found;
    for (const set of need) {
      const here = new Map();
      for (const word of set) {
        for (const [at, count, note] of store.of(word)) {
          const before = here.get(at);
          if (!before) here.set(at, { count, words: [word], note });
          else here.set(at, { count: before.count + count, words: [...before.words, word], note: before.note && note });
        }
      }
      if (!found) found = here;
      else {
        for (const [at, match] of found) {
          const more = here.get(at);
          if (!more) found.delete(at);
          else found.set(at, { count: Math.min(match.count, more.count), words: [...match.words, ...more.words], note: match.note || more.note });
        }
      }
    }
    return found ?? new Map();
  }

  async function withPhrases(results, units) {
    const phrases = units.filter((unit) => unit.phrase).map((unit) => ` ${unit.phrase.join(" ")} `);
    const all = results.filter(({ matched }) => matched === units.length);
    await store.read(all.map(({ at }) => at));
    return all.filter(({ at }) => {
      const text = ` ${words(store.text(at)).join(" ")} . ${words(store.note(at)).join(" ")} `;
      return phrases.every((phrase) => text.includes(phrase));
    });
  }

  function dress({ at, best, sum, matched }) {
    const found = new Set(best.flatMap(({ match }) => match.words));
    const parts = best.map(({ unit, each, bonus, score }) => ({ unit: unit.word ?? unit.phrase.join(" "), tier: each.tier, by: each.why, bonus, score }));
    const [page, id, head] = index.passages[at];
    const [address, title, place] = index.pages[page];
    return { address, title, place, id, heading: index.heads[head] ?? "", words: [...found], snippet: snippet(store.text(at), store.note(at), found), why: { matched, sum, parts } };
  }

  function nearest(units) {
    const some = units.filter(({ word }) => word?.length > 3);
    const scored = index.terms.filter(([, , used]) => used).map(([term]) => [term, Math.min(...some.map(({ word }) => distance(word, fold(term), 99) / Math.max(word.length, term.length) / (fold(term).startsWith(word.slice(0, 5)) ? 2 : 1)))]);
    return scored.filter(([, away]) => away < 0.4).sort((a, b) => a[1] - b[1]).slice(0, 3).map(([term]) => term);
  }

  return { search };
}
