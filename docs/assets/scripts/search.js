// The search page: its address is the query, its results are passages.
const SHOWN = 50;
const AROUND = 110;

const form = document.querySelector("[data-search]");
const outcome = document.querySelector("[data-search-outcome]");
const status = document.querySelector("[data-search-status]");
const list = outcome.querySelector("ol");
let index;

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const words = (text) => fold(text).match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];

function load() {
  index ??= fetch(form.dataset.index)
    .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
    .then(prepare)
    .catch((error) => {
      index = undefined;
      throw error;
    });
  return index;
}

function prepare({ pages, passages }) {
  return passages.map(([page, id, text, heading], order) => {
    const [address, title, place] = pages[page];
    return { address, title, place, id, text, heading, order, body: fold(text), head: fold(`${title} ${heading} ${place} ${id}`) };
  });
}

// Where a word stands in a text, and what that is worth: most as a whole word, less at the beginning of one, least
// inside one (a letter or two say nothing there).
function* occurrences(text, word, from = 0) {
  const letter = /[\p{L}\p{N}]/u;
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + word.length)) {
    const opens = !letter.test(text[at - 1] ?? " ");
    const closes = !letter.test(text[at + word.length] ?? " ");
    const worth = opens && closes ? 4 : opens && word.length > 1 ? 2 : word.length > 2 ? 1 : 0;
    if (worth > 0) yield { from: at, to: at + word.length, worth };
  }
}

function score({ head, body }, word) {
  const sum = (text) => [...occurrences(text, word)].slice(0, 4).reduce((total, { worth }) => total + worth, 0);
  return 3 * sum(head) + sum(body);
}

function find(passages, query) {
  const wanted = [...new Set(words(query))].slice(0, 12);
  return passages
    .map((passage) => {
      const scores = wanted.map((word) => score(passage, word));
      return { passage, wanted, hits: scores.filter(Boolean).length, sum: scores.reduce((a, b) => a + b, 0) };
    })
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits || b.sum - a.sum || a.passage.order - b.passage.order);
}

function snippet({ passage: { text, body }, wanted }) {
  // Where folding changed the length, places in the two texts differ: then the beginning, without marks.
  const found = text.length === body.length ? wanted.flatMap((word) => [...occurrences(body, word)]) : [];
  found.sort((a, b) => a.from - b.from);
  const first = found[0]?.from ?? 0;
  const start = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0;
  const end = text.length > start + 2 * AROUND ? text.lastIndexOf(" ", start + 2 * AROUND) : text.length;
  const paragraph = document.createElement("p");
  let at = start;
  if (start > 0) paragraph.append("… ");
  for (const { from, to } of found) {
    if (from < at || to > end) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    paragraph.append(text.slice(at, from), mark);
    at = to;
  }
  paragraph.append(text.slice(at, end), end < text.length ? " …" : "");
  return paragraph;
}

function item(result) {
  const { address, title, place, id, heading } = result.passage;
  const link = document.createElement("a");
  link.href = new URL(`.${address}`, new URL(".", new URL(form.dataset.index, location.href))) + `#${id}`;
  link.textContent = title;
  const where = document.createElement("span");
  where.className = "place";
  where.textContent = [place, heading, id, id.includes("-x") ? list.dataset.addition : ""].filter(Boolean).join(" · ");
  const entry = document.createElement("li");
  entry.append(link, where, snippet(result));
  return entry;
}

function say(state, message) {
  outcome.hidden = false;
  outcome.dataset.searchState = state;
  status.textContent = message;
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

async function search(query) {
  list.replaceChildren();
  if (words(query).length === 0) {
    say("empty", filled(status.dataset.empty, { query }));
    outcome.hidden = query.trim() === "";
    return;
  }
  say("loading", status.dataset.loading);
  try {
    const results = find(await load(), query);
    const shown = results.slice(0, SHOWN);
    const text = results.length > SHOWN ? status.dataset.capped : results.length === 1 ? status.dataset.one : status.dataset.many;
    list.replaceChildren(...shown.map(item));
    if (results.length > 0) say("done", filled(text, { count: results.length, shown: SHOWN, query }));
    else say("empty", filled(status.dataset.empty, { query }));
  } catch {
    say("error", status.dataset.error);
  }
}

function fromAddress() {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  form.elements.q.value = query;
  search(query);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const query = form.elements.q.value;
  history.pushState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
  search(query);
});
addEventListener("popstate", fromAddress);
fromAddress();
