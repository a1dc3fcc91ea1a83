// In which order passages answer. A passage's score for a unit is that of its best alternative: the tier, which no bonus
// can cross, times what speaks for the passage. Passages with more of what is asked come first.
const TIERS = { exact: 3125, stem: 625, compound: 125, prefix: 25, synonym: 5, asked: 5, typo: 1 };
const BONUS = { title: 1.3, heading: 0.5, lead: 0.9, chief: 0.4, focus: 0.6, often: 0.25 }; // together below the step of a tier
const ONLY_NOTE = 0.3;
const RARE = 1; // how much more a word weighs that hardly any passage has
const SUBJECT = 1.6; // and a word that the book is about
const TERM = 2; // and one that the book explains, for whether there is enough
const ENOUGH = 0.5; // of what a query says: passages with less of it are about something else
const SURE = { exact: 1, stem: 0.95, compound: 0.85, prefix: 0.8, synonym: 0.7, typo: 0.6, asked: 0.4 }; // how much of a word is answered by what it may mean
const AT_ONCE = 0.5; // of what a query says, in one passage, and of how near a question comes; with less it is about something else
const BESIDE = 0.5; // how much of that nearness
const ELSEWHERE = 0.4; // what is asked of something else, and comes nearer than all that is asked of a passage
const EVEN_SO = 0.6; // the same, beside a term that the book explains
const AFTER_ALL = 0.9; // in one passage: it is about it after all
const OF_SITE = 0.7; // pages about the site itself, and its tools
const OF_PAGE = 0.25; // of what a whole page answers, for each passage of it
const SPEAKS = 0.25; // of what speaks for a passage, beside that it has the word
const IN_NOTE = 0.8;
const ASKED = 1; // of all that a query says: what a question weighs that is the same
const SURELY = 0.5; // a question that is as near as this is about the passage
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

  // Something is not found, and what is found could stand in any text.
  const strays = (units) => units.some((unit) => !unit.scores.size) && !units.some((unit) => unit.scores.size && unit.subject);

  // How much of a unit a passage answers, of 1.
  const answered = (at, { each, match }) =>
    SURE[tierOf(each)] * (match.note ? IN_NOTE : 1) * (each.titled ? BY_TITLE : 1) * (index.pages[pageOf(at)][4] ? 1 : OF_SITE);

  const rarity = ({ scores }) => 1 + RARE * Math.log((index.passages.length + 1) / (scores.size + 1)) / Math.log(index.passages.length + 1);

  // How much of the query is in the book, and how much of it in one passage, of 1.
  function shareOf(units) {
    const weights = units.map((unit) => rarity(unit) * (unit.term ? TERM : 1));
    const all = sumOf(weights) || 1;
    const perPassage = new Map();
    const found = units.map(({ scores }, index) => {
      const sure = [...scores].map(([at, { each }]) => [at, weights[index] * SURE[tierOf(each)]]);
      for (const [at, here] of sure) perPassage.set(at, (perPassage.get(at) ?? 0) + here);
      return Math.max(0, ...sure.map(([, here]) => here));
    });
    return { share: sumOf(found) / all, atOnce: Math.max(0, ...perPassage.values()) / all };
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

  // Passages with more of the words come first, and of the words the rarer weighs more. None, if all is about something else.
  function rank(units, { near, elsewhere } = { near: new Map(), elsewhere: 0 }) {
    const { share, atOnce } = shareOf(units);
    const nearest = Math.max(0, ...near.values());
    const least = units.some(({ term, scores }) => term && scores.size) ? EVEN_SO : ELSEWHERE;
    const other = elsewhere >= least && elsewhere > nearest && atOnce < AFTER_ALL;
    const enough = !other && ((share >= ENOUGH && atOnce + BESIDE * nearest >= AT_ONCE && !strays(units)) || nearest >= SURELY);
    const results = enough ? [...withAsked(gathered(units), units, near).values()].sort((a, b) => b.worth - a.worth || b.sum - a.sum || a.at - b.at) : [];
    return { results, share, enough, atOnce, nearest, other };
  }

  return { scoresOf, rank };
}
