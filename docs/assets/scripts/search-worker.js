// Searches aside from the page, so that typing stays smooth. A message asks with a number; the answer bears it too.
import { engine } from "./search-engine.js";

let ready;

async function json(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response.json();
}

addEventListener("message", async ({ data: { number, index, query, options } }) => {
  try {
    ready ??= json(index).then((content) => engine(content, (name) => json(new URL(name, index))));
    postMessage({ number, answer: query === undefined ? null : await (await ready).search(query, options) });
  } catch (error) {
    ready = undefined;
    postMessage({ number, error: String(error) });
  }
});
