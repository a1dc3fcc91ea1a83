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

// A word counts most as a whole word, less at the beginning of one, least inside one; a title counts thrice.
function score(passage, word) {
  let sum = 0;
  for (const [text, weight] of [[passage.head, 3], [passage.body, 1]]) {
    let from = text.indexOf(word);
    for (let seen = 0; from >= 0 && seen < 4; seen += 1, from = text.indexOf(word, from + word.length)) {
      const opens = !/[\p{L}\p{N}]/u.test(text[from - 1] ?? " ");
      const closes = !/[\p{L}\p{N}]/u.test(text[from + word.length] ?? " ");
      sum += weight * (opens && closes ? 4 : opens ? 2 : 1);
    }
  }
  return sum;
}

function find(passages, query) {
  const wanted = [...new Set(words(query))].slice(0, 12);
  if (wanted.length === 0) return [];
  return passages
    .map((passage) => {
      const scores = wanted.map((word) => score(passage, word));
      const hits = scores.filter(Boolean).length;
      return { passage, wanted, hits, sum: scores.reduce((a, b) => a + b, 0) };
    })
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits || b.sum - a.sum || a.passage.order - b.passage.order);
}

function snippet({ passage, wanted }) {
  const { text, body } = passage;
  // Folding may change lengths; then the snippet is the beginning of the passage.
  const same = text.length === body.length;
  const first = same ? Math.min(...wanted.map((word) => body.indexOf(word)).filter((at) => at >= 0)) : 0;
  const start = Number.isFinite(first) && first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0;
  const end = text.length > start + 2 * AROUND ? text.lastIndexOf(" ", start + 2 * AROUND) : text.length;
  const paragraph = document.createElement("p");
  if (start > 0) paragraph.append("… ");
  let at = start;
  const marks = same ? places(body, wanted, start, end) : [];
  for (const [from, to] of marks) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    paragraph.append(text.slice(at, from), mark);
    at = to;
  }
  paragraph.append(text.slice(at, end), end < text.length ? " …" : "");
  return paragraph;
}

function places(body, wanted, start, end) {
  const found = wanted.flatMap((word) => {
    const spots = [];
    for (let at = body.indexOf(word, start); at >= 0 && at + word.length <= end; at = body.indexOf(word, at + word.length)) {
      spots.push([at, at + word.length]);
    }
    return spots;
  });
  found.sort((a, b) => a[0] - b[0]);
  return found.filter(([from], i) => i === 0 || from >= found[i - 1][1]);
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
