// The search page: its address is the query, its results are passages.
import { element } from "./elements.js";
import { filled, hrefOf, placeOf, searcher, snippetOf, tell } from "./search-client.js";

const SLOW = 150;
const SETTLED = 400;
const RESTED = 700;
const form = document.querySelector("[data-search]");
const input = form.elements.q;
const outcome = document.querySelector("[data-search-outcome]");
const status = document.querySelector("[data-search-status]");
const list = outcome.querySelector("ol");
const heard = document.querySelector("[data-search-heard]");
const definition = document.querySelector("[data-search-answer]");
const register = document.querySelector("[data-search-register]");
const hint = document.querySelector("[data-search-hint]");
const engine = searcher(form.dataset.index);
let slow;
let speaking;
let other;
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

// What is seen changes at once; what is heard, once typing rests.
function say(state, message, ...more) {
  clearTimeout(slow);
  slow = undefined;
  outcome.hidden = false;
  outcome.dataset.searchState = state;
  status.textContent = message;
  hint.replaceChildren(...more.filter(Boolean));
  clearTimeout(speaking);
  speaking = setTimeout(() => { heard.textContent = [message, ...more].map((part) => (typeof part === "string" ? part : part?.textContent ?? "")).join(" ").trim(); }, RESTED);
}

const words = status.dataset;
const asked = (query, text = query) => element("a", { href: `?q=${encodeURIComponent(query)}`, textContent: text });
const line = (name, ...children) => {
  const made = element("p", {}, ...children);
  made.dataset[name] = "";
  return made;
};

// Asked for is a term of the glossary: its definition, before all passages.
function define({ terms }) {
  definition.replaceChildren(...terms.map(([name, id, text]) =>
    element("p", {}, element("a", { href: `${form.dataset.glossary}#${id}`, textContent: name }), ` ${text}`)));
  definition.hidden = terms.length === 0;
}

// What an answer says of itself, beside how much it is.
const remarks = ({ missing, suggested, unquoted, related, said, nearest }, query) => [
  suggested && line("searchSuggested", `${words.suggested} `, asked(suggested)),
  unquoted && line("searchSuggested", `${words.unquoted} `, asked(unquoted)),
  missing.length > 0 && line("searchMissing", filled(words.missing, { words: missing.join(", ") })),
  related.length > 0 && line("searchRelated", filled(words.related, { query, terms: related.join(", ") })),
  said.length > 0 && line("searchForeign", filled(words.foreign, { query, terms: said.join(", ") })),
  nearest.length > 0 && line("searchNearest", `${words.nearest} `, ...nearest.flatMap((term, at) => [at ? ", " : "", asked(term)])),
];

function show(query, answer) {
  const shown = answer.results ?? [];
  list.replaceChildren(...byPage(shown).map(item));
  if (answer.error) return say("error", words.error);
  define(answer);
  if (shown.length === 0) {
    elsewhere(query);
    return say("empty", filled(words.empty, { query }), ...remarks(answer, query), register.content.cloneNode(true));
  }
  const text = answer.count > shown.length ? words.capped : answer.count === 1 ? words.one : words.many;
  return say("done", filled(text, { count: answer.count, shown: shown.length, query }), ...remarks(answer, query));
}

// Nothing here: whether the other language has it.
async function elsewhere(query) {
  const { otherIndex, otherPage } = form.dataset;
  if (!otherIndex) return;
  other ??= searcher(otherIndex);
  await other.latest(query, { limit: 1 }, ({ count, missing }) => {
    if (!count || missing.length || outcome.dataset.searchState !== "empty" || input.value.trim() !== query) return;
    hint.append(line("searchElsewhere", element("a", { href: `${otherPage}?q=${encodeURIComponent(query)}`, textContent: filled(words.elsewhere, { count }) })));
  });
}

function goBack() {
  if (back) scrollTo(0, back);
  back = undefined;
}

function search(query) {
  if (query.trim() === "") {
    engine.cancel();
    list.replaceChildren();
    definition.hidden = true;
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
