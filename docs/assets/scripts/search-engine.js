// Answers a query from the index that scripts/search made: which passages, in which order, and why.
//
// A query is cut into units (search-query.js). Each has alternatives, from the word itself to what it may have been meant to
// be (search-meaning.js). What has most of them comes first (search-rank.js), with what is to be said of it (search-remarks.js).
import { questions } from "./search-asked.js";
import { lexicon } from "./search-lexicon.js";
import { meanings } from "./search-meaning.js";
import { reader, unwantedIn, withoutQuotes } from "./search-query.js";
import { ranking } from "./search-rank.js";
import { remarks } from "./search-remarks.js";
import { snippet } from "./search-snippet.js";
import { held, sharded } from "./search-store.js";
import { words } from "./search-words.js";

const MOST_OF_LARGE = 10; // results of a large book, whose texts come in parts
const SHORTEST_NAME = 4; // letters of a name or a year that is looked for among what is cited, drawn, or said by laymen

export function engine(index, fetchPart) {
  const store = index.texts ? held(index.texts, [...index.notes]) : sharded(index, fetchPart);
  const known = lexicon(index, store);
  const meaning = meanings(index, store, known);
  const { scoresOf, rank } = ranking(index, store, known);
  const parse = reader(index, store, known);
  let more;
  let asked;

  // `without` leaves out tiers, to measure what each is worth.
  async function search(query, { limit = 50, without = [] } = {}) {
    const units = parse(query);
    if (units.some(({ word }) => word?.length >= SHORTEST_NAME && !meaning.isKnown(word))) await fetchMore();
    units.forEach((unit, at) => { unit.alternatives = meaning.of(units, at).filter(({ tier }) => !without.includes(tier)); });
    const asking = without.includes("asked") ? undefined : await askedWith(units);
    await lookUp(units);
    await lookUpAsked(units, asking);
    await rescue(units, without);
    const { results: ranked, ...found } = rank(units, asking?.nearest(units.map(understood)));
    let results = ranked;
    if (units.some((unit) => unit.phrase)) results = await withPhrases(results, units);
    results = wanted(results, query);
    const shown = results.slice(0, index.texts ? limit : Math.min(limit, MOST_OF_LARGE));
    await store.read(shown.map(({ at }) => at));
    return { labels: index.labels, terms: await termsOf(query), count: results.length, results: shown.map(dress), why: { ...found, units: units.map(unitOf) }, ...remarks(index, units, query, results) };
  }

  async function lookUp(units) {
    await store.load(new Set(
      units.flatMap((unit) => unit.alternatives.flatMap((each) => (each.need ?? []).flatMap((set) => [...set])))));
    for (const unit of units) unit.scores = scoresOf(unit);
  }

  // What nothing answers to may be misspelt, or written together.
  async function rescue(units, without) {
    for (const [another, tier] of meaning.rescues) {
      if (without.includes(tier)) continue;
      const some = units.filter((unit) => unit.word && unit.scores.size === 0);
      for (const unit of some) unit.alternatives = another(unit.word);
      await lookUp(some);
    }
  }

  // What few queries need; with it a passage is found by what it cites, as it is by its notes, and by more words than its own.
  async function fetchMore() {
    more ??= fetchPart(index.more).then((content) => {
      for (const [text, passages] of content.sources) for (const at of passages) store.add(at, text);
      known.learn(content.synonyms);
      return content;
    });
    return more.catch(() => {
      more = undefined; // no connection: the next query tries again
      return { definitions: {} };
    });
  }

  // How people ask, where more is asked than one word of the book.
  async function askedWith(units) {
    const isOne = units.length === 1 && meaning.isKnown(units[0].word ?? "");
    const isPage = () => known.called.has(units.map(({ word }) => known.stem(word)).join(" ")); // "baken 3"
    if (!index.asked || isOne || units.some((unit) => unit.phrase) || isPage()) return undefined;
    asked ??= fetchPart(index.asked).then((entries) => questions(entries, index, known));
    return asked.catch(() => {
      asked = undefined; // no connection: the next query tries again
    });
  }

  // A word that the book lacks, and with which people ask for some passages.
  async function lookUpAsked(units, asking) {
    const some = units.filter(({ word, scores }) => asking && scores.size === 0 && asking.places(word).length);
    const tier = units.length === 1 ? "synonym" : "asked"; // beside other words it says less
    for (const unit of some) unit.alternatives = [{ passages: asking.places(unit.word), tier, why: unit.word }];
    await lookUp(some);
  }

  // What the query asks for is a term of the glossary, in any of its forms.
  async function termsOf(query) {
    const found = known.defined.get(known.key(withoutQuotes(query)));
    if (!found) return [];
    const { definitions } = await fetchMore();
    return [[found[0], found[1], definitions[found[1]] ?? ""]];
  }

  // Passages with a word that is not wanted go.
  function wanted(results, query) {
    const forms = unwantedIn(query).flatMap((word) => known.byStem.get(known.stem(word)) ?? []);
    const out = new Set(forms.flatMap((word) => store.of(word).map(([at]) => at)));
    return results.filter(({ at }) => !out.has(at));
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

  // A word that was misspelt as the one that was meant.
  const understood = ({ word, alternatives }) => alternatives.find(({ guess }) => guess)?.guess ?? word;

  const unitOf = ({ word, phrase, subject, term, scores }) => ({ unit: word ?? phrase.join(" "), subject, term, passages: scores.size });

  function dress({ at, best, worth, sum, matched }) {
    const found = new Map(best.flatMap(({ unit, match }) => match.words.map((word) => [word, 1 / unit.scores.size])));
    const parts = best.map(({ unit, each, bonus, score }) => ({ unit: unit.word ?? unit.phrase.join(" "), tier: each.tier, by: each.why, bonus, score }));
    const [page, id, head] = index.passages[at];
    const [address, title, place] = index.pages[page];
    return { address, title, place, id, heading: index.heads[head] ?? "", words: [...found.keys()], snippet: snippet(store.text(at), store.note(at), found), why: { matched, worth, sum, parts } };
  }

  return { search };
}
