// The search page: its address is the query, its results are passages.
import { element, filled, hrefOf, placeOf, searcher, snippetOf, tell } from "./search-client.js";

const SLOW = 150;
const SETTLED = 400;
const form = document.querySelector("[data-search]");
const input = form.elements.q;
const outcome = document.querySelector("[data-search-outcome]");
const status = document.querySelector("[data-search-status]");
const list = outcome.querySelector("ol");
const hint = document.querySelector("[data-search-hint]");
const engine = searcher(form.dataset.index);
let slow;
let writing;
let back; // how far down the reader was

const passage = (result, name) => [
  element("a", { href: hrefOf(result, engine.root), textContent: name, onclick: () => tell(result) }),
  element("span", { className: "place", textContent: placeOf(result, list.dataset.addition) }),
  snippetOf(result)];

// A page by its best passage, with the others below it.
const item = ([best, ...others]) => element("li", {}, ...passage(best, best.title),
  ...(others.length ? [element("ol", {}, ...others.map((result) => element("li", {}, ...passage({ ...result, place: "" }, result.heading || result.title))))] : []));

function byPage(results) {
  const pages = new Map();
  for (const result of results) {
    if (!pages.has(result.address)) pages.set(result.address, []);
    pages.get(result.address).push(result);
  }
  return [...pages.values()];
}

function say(state, message, ...more) {
  clearTimeout(slow);
  slow = undefined;
  outcome.hidden = false;
  outcome.dataset.searchState = state;
  status.textContent = message;
  hint.replaceChildren(...more);
}

// The query is a term of the glossary: the way to its definition.
function definedIn({ terms }) {
  if (terms.length === 0) return [];
  const [name, id] = terms[0];
  return [" ", element("a", { href: `${form.dataset.glossary}#${id}`, textContent: filled(status.dataset.term, { term: name }) })];
}

function show(query, answer) {
  const { empty, one, many, capped, foreign, nearest } = status.dataset;
  const shown = answer.results ?? [];
  list.replaceChildren(...byPage(shown).map(item));
  if (answer.error) say("error", status.dataset.error);
  else if (shown.length === 0) {
    const links = answer.nearest.flatMap((term, at) => [at ? ", " : `${nearest} `, element("a", { href: `?q=${encodeURIComponent(term)}`, textContent: term })]);
    say("empty", filled(empty, { query }), ...links, ...definedIn(answer));
  } else {
    const text = answer.count > shown.length ? capped : answer.count === 1 ? one : many;
    say("done", filled(text, { count: answer.count, shown: shown.length, query }), answer.said.length ? filled(foreign, { query, terms: answer.said.join(", ") }) : "", ...definedIn(answer));
  }
}

function goBack() {
  if (back) scrollTo(0, back);
  back = undefined;
}

function search(query) {
  if (query.trim() === "") {
    engine.cancel();
    list.replaceChildren();
    say("done", "");
    outcome.hidden = true;
    return;
  }
  outcome.dataset.searchState = "loading";
  slow ??= setTimeout(() => say("loading", status.dataset.loading), SLOW);
  engine.latest(query, { limit: 50 }, (answer) => {
    show(query.trim(), answer);
    goBack();
  });
}

function fromAddress() {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  input.value = query;
  back = history.state?.top;
  search(query);
}

const address = (query) => (query.trim() ? `?q=${encodeURIComponent(query)}` : location.pathname);

// A question that was put keeps its entry, to come back to; one that is being typed is written over.
function write(typed) {
  clearTimeout(writing);
  const to = address(input.value);
  const over = history.state?.typed || !location.search || to === location.search;
  if (!over) hold();
  history[over ? "replaceState" : "pushState"]({ typed }, "", to);
}

// Where the reader is among the results, to come back to.
const hold = () => history.replaceState({ ...history.state, top: scrollY }, "");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  write(false);
  search(input.value);
});
input.addEventListener("input", () => {
  search(input.value);
  clearTimeout(writing);
  writing = setTimeout(write, SETTLED, true);
});
addEventListener("popstate", fromAddress);
addEventListener("pagehide", hold);
history.scrollRestoration = "manual"; // the results come later than the page
engine.warm();
fromAddress();
