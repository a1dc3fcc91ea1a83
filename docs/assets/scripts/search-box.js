// The box in the head of each page: passages as one types, a combobox with a list; loaded when the box is first used.
import { element } from "./elements.js";
import { filled, hrefOf, placeOf, searcher, snippetOf, tell } from "./search-client.js";
import { addSheet } from "./sheets.js";

const SHOWN = 6;
const RESTED = 700; // milliseconds without a key: then what was found is told, and that nothing was
let boxes = 0;

export function openBox(input) {
  const form = input.form;
  const engine = searcher(input.dataset.index);
  const list = element("ul", { id: `found-${boxes += 1}`, className: "found", role: "listbox" });
  const status = element("p", { className: "unseen", role: "status" });
  let chosen = -1;
  let resting;
  let empty;
  list.setAttribute("aria-label", input.getAttribute("aria-label"));
  list.hidden = true;
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list", "aria-expanded": "false" })) input.setAttribute(name, value);
  input.parentElement.append(list, status);
  addSheet(new URL("../styles/search-box.css", import.meta.url));

  const options = () => [...list.querySelectorAll("[role=option]")];

  function expand(open) {
    list.hidden = !open;
    if (!open) list.style.minHeight = "";
    input.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  }

  function choose(at) {
    const some = options();
    chosen = some.length ? (at + some.length + 1) % (some.length + 1) : -1;
    if (chosen === some.length) chosen = -1;
    some.forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", some[chosen].id);
      some[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function option(at, href, result, ...children) {
    const made = element("li", { id: `${list.id}-${at}`, role: "option", result }, ...children);
    made.setAttribute("aria-selected", "false");
    made.dataset.href = href;
    return made;
  }

  function show(query, answer) {
    // Without an index Enter still leads to the search page, which says what is wrong.
    if (answer.error) {
      expand(false);
      return;
    }
    const { terms, results, count, labels: { all, one, empty, addition } } = answer;
    const rows = results.map((result, at) => option(at, hrefOf(result, engine.root), result,
      element("b", { textContent: results.findIndex(({ address }) => address === result.address) === at ? result.title : result.heading || result.title }), element("span", { textContent: ` ${placeOf(result, addition)}` }), snippetOf(result)));
    if (terms.length) rows.unshift(option("term", `${input.dataset.glossary}#${terms[0][1]}`, null, element("b", { textContent: terms[0][0] }), element("p", { textContent: terms[0][2] })));
    const text = filled(count > 1 ? all : count ? one : empty, { count, query });
    if (count) rows.push(option(rows.length, `${form.action}?q=${encodeURIComponent(query)}`, null, text));
    else rows.push(element("li", { className: "found-none", role: "presentation", textContent: text }));
    clearTimeout(resting);
    resting = setTimeout(() => { status.textContent = text; }, RESTED);
    list.style.minHeight = list.hidden ? "" : `${list.offsetHeight}px`;
    list.replaceChildren(...rows);
    choose(-1);
    expand(document.activeElement === input);
  }

  // In the middle of a word nothing is found yet.
  function answered(query, answer) {
    clearTimeout(empty);
    if (answer.count === 0 && !list.hidden) empty = setTimeout(() => input.value.trim() === query && show(query, answer), RESTED);
    else show(query, answer);
  }

  const ask = () => {
    const query = input.value.trim();
    if (query) engine.latest(query, { limit: SHOWN }, (answer) => answered(query, answer));
    else {
      engine.cancel();
      expand(false);
    }
  };
  function go({ result, dataset }) {
    if (result) tell(result);
    location.href = dataset.href;
    // On this very page nothing is loaded anew.
    if (result && new URL(dataset.href).pathname === location.pathname) import("./found.js").then(({ markFound }) => markFound(result));
  }

  input.addEventListener("input", ask);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) ask();
      else choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0) go(options()[chosen]);
    else if (event.key === "Escape" && !list.hidden) expand(false);
    else return;
    event.preventDefault();
  });
  // Before the box loses the focus, which closes the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const where = event.target.closest("[role=option]");
    if (where) go(where);
  });
  input.addEventListener("blur", () => expand(false));
  engine.warm();
  if (input.value.trim()) ask();
}
