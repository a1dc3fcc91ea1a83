// In which order passages answer. A passage's score for a unit is that of its best alternative: the tier, which no bonus
// can cross, times what speaks for the passage. Passages with more of what is asked come first.
const TIERS = { exact: 3125, stem: 625, compound: 125, prefix: 25, synonym: 5, typo: 1 };
const BONUS = { title: 1.3, heading: 0.5, lead: 0.9, chief: 0.4, focus: 0.6, often: 0.25 }; // together below the step of a tier
const ONLY_NOTE = 0.3;
const RARE = 1; // how much more a word weighs that hardly any passage has
const ENOUGH = 0.4; // of what a query says: passages with less of it are about something else
const SURE = { exact: 1, stem: 0.95, compound: 0.85, prefix: 0.8, synonym: 0.7, typo: 0.6 }; // how much of a word is answered by what it may mean
const OF_SITE = 0.6; // pages about the site itself, and its tools
const IN_NOTE = 0.8;
const BY_TITLE = 0.7; // a word of its title or heading only

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
        const bonus = focus ? ofText(at, match, stems, focus) : {};
        if (leads.has(pageOf(at))) bonus.lead = BONUS.lead;
        if (each.first === at) bonus.first = BONUS.heading;
        const score = points(each, match, bonus);
        if (score > (best.get(at)?.score ?? 0)) best.set(at, { unit, score, match, each, bonus });
      }
    }
    return best;
  }

  function points(each, match, bonus) {
    const factor = (each.factor ?? 1) * (match.note ? ONLY_NOTE : 1) * (1 + Object.values(bonus).reduce((a, b) => a + b, 0));
    // A synonym of several words says more than a form of one of them.
    return TIERS[each.span > 1 && each.tier === "synonym" ? "stem" : each.tier] * factor / (each.span ?? 1);
  }

  // What speaks for a passage whose text has the word.
  function ofText(at, match, stems, focus) {
    const bonus = { focus: BONUS.focus * focus(pageOf(at)), often: BONUS.often * (1 - 1 / (match.count + 1)) };
    if (stems.every((stem) => lexicon.titles[pageOf(at)].stems.has(stem))) bonus.title = BONUS.title;
    if (stems.every((stem) => lexicon.heads[index.passages[at][2]]?.stems.has(stem))) bonus.heading = BONUS.heading;
    if (lexicon.chiefs.get(stems.join(" ")) === at) bonus.chief = BONUS.chief;
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

  // All that is found of the query is one word that could stand in any text.
  function strays(units) {
    const found = units.filter((unit) => unit.scores.size);
    return found.length === 1 && units.length > 1 && Boolean(found[0].word) && !lexicon.isSubject(found[0].word);
  }

  // How much of a unit a passage answers, of 1.
  const answered = (at, { each, match }) =>
    SURE[each.tier] * (match.note ? IN_NOTE : 1) * (each.titled ? BY_TITLE : 1) * (index.pages[pageOf(at)][4] ? 1 : OF_SITE);

  // Passages with more of the words come first, and of the words the rarer weighs more. None, if all is about something else.
  function rank(units) {
    const scores = new Map();
    const all = index.passages.length;
    let asked = 0;
    let said = 0;
    for (const unit of units) {
      const worth = 1 + RARE * Math.log((all + 1) / (unit.scores.size + 1)) / Math.log(all + 1);
      asked += worth;
      said += worth * Math.max(0, ...[...unit.scores.values()].map(({ each }) => SURE[each.tier]));
      for (const [at, best] of unit.scores) {
        const score = scores.get(at) ?? { at, matched: 0, worth: 0, sum: 0, best: [] };
        score.matched += 1;
        score.worth += worth * answered(at, best);
        score.sum += best.score;
        score.best.push(best);
        scores.set(at, score);
      }
    }
    if (said < ENOUGH * asked || strays(units)) return [];
    return [...scores.values()].sort((a, b) => b.worth - a.worth || b.sum - a.sum || a.at - b.at);
  }

  return { scoresOf, rank };
}
