// What the search page and the box in the head share: asking, and showing what is answered.
import { element } from "./elements.js";
import { nameOf } from "./kept.js";

const PATIENCE = 1000; // for a worker to begin, in milliseconds

// Asks the worker, and sets results as links to their passages. Whatever is in a query or a text is text and nothing else.
export function searcher(address) {
  const index = new URL(address, document.baseURI).href;
  const waiting = new Map();
  let worker;
  let patience;
  let number = 0;

  function hear({ data }) {
    clearTimeout(patience);
    const asked = waiting.get(data?.number);
    if (!asked || !("answer" in data || "error" in data)) return;
    waiting.delete(data.number);
    if (data.error) asked.failed(new Error(data.error));
    else asked.done(data.answer);
  }

  // A worker that can't be had, or gives no sign of life, is done without: the same code answers in the page.
  async function inPage() {
    clearTimeout(patience);
    worker?.terminate?.();
    worker = { postMessage: (message) => postMessage(message) };
    addEventListener("message", hear);
    try {
      await import("./search-worker.js");
      for (const { message } of waiting.values()) worker.postMessage(message);
    } catch (error) {
      for (const { failed } of waiting.values()) failed(error);
      waiting.clear();
    }
  }

  function begin() {
    try {
      worker = new Worker(new URL("./search-worker.js", import.meta.url), { type: "module" });
      worker.addEventListener("message", hear);
      worker.addEventListener("error", inPage, { once: true });
      patience = setTimeout(inPage, PATIENCE);
    } catch {
      inPage();
    }
  }

  function ask(query, options) {
    if (!worker) begin();
    number += 1;
    const message = { number, index, query, options };
    const answer = new Promise((done, failed) => waiting.set(message.number, { done, failed, message }));
    worker.postMessage(message);
    return answer;
  }

  // One question at a time; of those that come meanwhile only the last is asked.
  let busy = false;
  let next;
  let newest;
  async function latest(query, options, show) {
    newest = next = { query, options, show };
    if (busy) return;
    busy = true;
    while (next) {
      const question = next;
      next = undefined;
      const answer = await ask(question.query, question.options).catch((error) => ({ error }));
      if (question === newest) question.show(answer);
    }
    busy = false;
  }

  // What is still under way is answered to nobody.
  const cancel = () => { newest = next = undefined; };

  return { latest, cancel, warm: () => ask().catch(() => {}), root: new URL("..", index) };
}

export const hrefOf = ({ address, id }, root) => `${new URL(`.${address}`, root)}#${id}`;

// For the page that it leads to: which words to mark there.
export function tell({ id, words }) {
  try {
    sessionStorage.setItem(nameOf("found"), JSON.stringify({ id, words }));
  } catch { /* the passage itself is marked all the same */ }
}

export const placeOf = ({ place, heading, id }, addition) =>
  [place, place && heading, id, id.includes("-x") ? addition : ""].filter(Boolean).join(" · ");

export const snippetOf = ({ snippet }) =>
  element("p", {}, ...snippet.map((piece, at) => (at % 2 ? element("mark", { textContent: piece }) : piece)));

export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
