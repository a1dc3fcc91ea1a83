// In which order passages answer. A passage's score for a unit is that of its best alternative: the tier, which no bonus
// can cross, times what speaks for the passage. Passages with more of what is asked come first.
const TIERS = { exact: 3125, stem: 625, compound: 125, prefix: 25, synonym: 5, asked: 5, typo: 1 };
const BONUS = { title: 1.3, heading: 0.5, lead: 0.9, chief: 0.4, focus: 0.6, often: 0.25 }; // together below the step of a tier
const ONLY_NOTE = 0.3;
const RARE = 1; // how much more a word weighs that hardly any passage has
const SUBJECT = 1.6; // and a word that the book is about
const SURE = { exact: 1, stem: 0.95, compound: 0.85, prefix: 0.8, synonym: 0.7, typo: 0.6, asked: 0.4 }; // how much of a word is answered by what it may mean
// What speaks for it that a query is about the book, and against: what a passage says of it, and how people ask. Fitted by
// logistic regression to what people ask of it and of something else (CONTRIBUTING); then a likelihood comes out, from 0 to 1.
const ABOUT = {
  always: -3.9, alone: 2.9, subject: 1.1, term: 0.8, unfound: -3.2, atOnce: 4.8,
  closest: 3.4, elsewhere: -3.6, leaning: -0.43, unasked: 1.9,
};
const LEAST_LIKELY = 0.4; // below it there are no passages
const EVEN_SO = 0.6; // unless half of it is terms that the book explains, and no question about something else is as near as this
const OF_SITE = 0.7; // pages about the site itself, and its tools
const OF_PAGE = 0.25; // of what a whole page answers, for each passage of it
const SPEAKS = 0.25; // of what speaks for a passage, beside that it has the word
const IN_NOTE = 0.8;
const ASKED = 1.5; // of all that a query says: what a question weighs that is the same
const BY_TITLE = 0.85; // a word of its title or heading only

// A synonym of several words says more than a form of one of them.
const tierOf = ({ tier, span }) => span > 1 && tier === "synonym" ? "stem" : tier;

const sumOf = (values) => [...values].reduce((a, b) => a + b, 0);

export function ranking(index, store, lexicon) {
  const pageOf = (at) => index.passages[at][0];

  // Passage → its best alternative for a unit.
  function scoresOf(unit) {
    const best = new Map();
    const leads = new Set(unit.alternatives.filter((each) => each.lead >= 0).map((each) => each.lead));
    const stems = unit.word ? [lexicon.stem(unit.word)] : unit.phrase.map(lexicon.stem);
    for (const each of unit.alternatives) {
      const matches = each.passages ? new Map(each.passages.map((at) => [at, { count: 1, words: [] }])) : matching(each.need);
      const focus = each.passages ? undefined : focused(matches);
      for (const [at, match] of matches) {
        const bonus = focus ? ofText(at, match, { stems, name: each.own ? lexicon.key(each.own) : stems.join(" ") }, focus) : {};
        if (leads.has(pageOf(at)) && !(each.lead >= 0)) bonus.lead = BONUS.lead;
        if (each.named) bonus.title = BONUS.title;
        if (each.first === at) bonus.first = BONUS.heading;
        const score = points(each, match, bonus);
        if (score > (best.get(at)?.score ?? 0)) best.set(at, { unit, score, match, each, bonus });
      }
    }
    return best;
  }

  function points(each, match, bonus) {
    const factor = (each.factor ?? 1) * (match.note ? ONLY_NOTE : 1) * (1 + sumOf(Object.values(bonus)));
    return TIERS[tierOf(each)] * factor / (each.span ?? 1);
  }

  // What speaks for a passage whose text has the word.
  function ofText(at, match, { stems, name }, focus) {
    const bonus = { focus: BONUS.focus * focus(pageOf(at)), often: BONUS.often * (1 - 1 / (match.count + 1)) };
    if (stems.every((stem) => lexicon.titles[pageOf(at)].stems.has(stem))) bonus.title = BONUS.title;
    if (stems.every((stem) => lexicon.heads[index.passages[at][2]]?.stems.has(stem))) bonus.heading = BONUS.heading;
    if (lexicon.chiefs.get(name) === at) bonus.chief = BONUS.chief;
    return bonus;
  }

  // Which share of the places of a word a page has.
  function focused(matches) {
    const perPage = new Map();
    let total = 0;
    for (const [at, { count }] of matches) {
      perPage.set(pageOf(at), (perPage.get(pageOf(at)) ?? 0) + count);
      total += count;
    }
    return (page) => perPage.get(page) / total;
  }

  // Passages that have a word of every set: how often, which words, and whether in a note only.
  function matching(need) {
    let found;
    for (const set of need) {
      const here = anyOf(set);
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

  function anyOf(set) {
    const here = new Map();
    for (const word of set) {
      for (const [at, count, note] of store.of(word)) {
        const before = here.get(at);
        if (!before) here.set(at, { count, words: [word], note });
        else here.set(at, { count: before.count + count, words: [...before.words, word], note: before.note && note });
      }
    }
    return here;
  }

  // How much of a unit a passage answers, of 1.
  const answered = (at, { each, match }) =>
    SURE[tierOf(each)] * (match.note ? IN_NOTE : 1) * (each.titled ? BY_TITLE : 1) * (index.pages[pageOf(at)][4] ? 1 : OF_SITE);

  const rarity = ({ scores }) => 1 + RARE * Math.log((index.passages.length + 1) / (scores.size + 1)) / Math.log(index.passages.length + 1);

  // How much of the query one passage answers at most, of 1.
  function atOnceOf(units) {
    const weights = units.map(rarity);
    const perPassage = new Map();
    for (const [nth, { scores }] of units.entries()) {
      for (const [at, { each }] of scores) perPassage.set(at, (perPassage.get(at) ?? 0) + weights[nth] * SURE[tierOf(each)]);
    }
    return Math.max(0, ...perPassage.values()) / (sumOf(weights) || 1);
  }

  const isUnfound = ({ scores }) => !scores.size;
  const isExplained = ({ term, scores }) => term && scores.size > 0;

  // What the words of a query say of whether it is about the book.
  function signsOf(units) {
    const share = (some) => some.length / (units.length || 1);
    return {
      always: 1,
      alone: units.length === 1 ? 1 : 0,
      subject: share(units.filter(({ subject }) => subject)),
      unfound: share(units.filter(isUnfound)),
      term: units.some(isExplained) ? 1 : 0,
      atOnce: atOnceOf(units),
    };
  }

  // How likely it is that a query is about the book, by what speaks for it and against.
  function likely(signs) {
    const sum = sumOf(Object.entries(signs).map(([name, value]) => ABOUT[name] * value));
    return 1 / (1 + Math.exp(-sum));
  }

  // Passage → what it answers of all units, and what its page does.
  function gathered(units) {
    const scores = new Map();
    const pages = new Map();
    for (const unit of units) {
      const worth = rarity(unit) * (unit.subject ? SUBJECT : 1);
      const ofPages = new Map();
      for (const [at, best] of unit.scores) {
        const score = scores.get(at) ?? { at, matched: 0, worth: 0, sum: 0, best: [] };
        const here = worth * answered(at, best) * (1 + SPEAKS * sumOf(Object.values(best.bonus)));
        ofPages.set(pageOf(at), Math.max(here, ofPages.get(pageOf(at)) ?? 0));
        score.matched += 1;
        score.worth += here;
        score.sum += best.score;
        score.best.push(best);
        scores.set(at, score);
      }
      for (const [page, here] of ofPages) pages.set(page, (pages.get(page) ?? 0) + here);
    }
    for (const score of scores.values()) score.worth += OF_PAGE * pages.get(pageOf(score.at));
    return scores;
  }

  // What questions add to what words say: passages that have none of the words are found too.
  function withAsked(scores, units, near) {
    const all = sumOf(units.map((unit) => rarity(unit) * (unit.subject ? SUBJECT : 1)));
    for (const [at, nearness] of near) {
      const score = scores.get(at) ?? { at, matched: 0, worth: 0, sum: 0, best: [] };
      score.asked = nearness;
      score.worth += ASKED * all * nearness;
      scores.set(at, score);
    }
    return scores;
  }

  // Half of it are terms of the book, and what it lacks is said: whoever asks sees what the answer is about.
  const isHalfExplained = (units) => units.some(isUnfound) && 2 * units.filter(isExplained).length >= units.length;

  // Passages with more of the words come first, and of the words the rarer weighs more. None, if all is about something else.
  function rank(units, asked) {
    const { near, ...further } = asked ?? { near: new Map(), unasked: 1 };
    const signs = { ...signsOf(units), ...further };
    const about = likely(signs);
    const enough = about >= LEAST_LIKELY || (isHalfExplained(units) && !(signs.elsewhere >= EVEN_SO));
    const results = enough ? [...withAsked(gathered(units), units, near).values()].sort((a, b) => b.worth - a.worth || b.sum - a.sum || a.at - b.at) : [];
    return { results, enough, about, least: LEAST_LIKELY, signs };
  }

  return { scoresOf, rank };
}
