// Asks the worker, and sets results as links to their passages. Whatever is in a query or a text is text and nothing else.
export function searcher(address) {
  const index = new URL(address, document.baseURI).href;
  const waiting = new Map();
  let worker;
  let number = 0;

  function ask(query, options) {
    if (!worker) {
      worker = new Worker(new URL("./search-worker.js", import.meta.url), { type: "module" });
      worker.addEventListener("message", ({ data }) => {
        const { done, failed } = waiting.get(data.number);
        waiting.delete(data.number);
        if (data.error) failed(new Error(data.error));
        else done(data.answer);
      });
      worker.addEventListener("error", () => {
        for (const { failed } of waiting.values()) failed(new Error("no worker"));
        waiting.clear();
        worker = undefined;
      });
    }
    number += 1;
    worker.postMessage({ number, index, query, options });
    return new Promise((done, failed) => waiting.set(number, { done, failed }));
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

export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export const hrefOf = ({ address, id }, root) => `${new URL(`.${address}`, root)}#${id}`;

// For the page that it leads to: which words to mark there.
export function tell({ id, words }) {
  try {
    sessionStorage.setItem("found", JSON.stringify({ id, words }));
  } catch { /* the passage itself is marked all the same */ }
}

export const placeOf = ({ place, heading, id }, addition) =>
  [place, heading, id, id.includes("-x") ? addition : ""].filter(Boolean).join(" · ");

export const snippetOf = ({ snippet }) =>
  element("p", {}, ...snippet.map((piece, at) => (at % 2 ? element("mark", { textContent: piece }) : piece)));

export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
