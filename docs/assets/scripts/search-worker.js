// Searches aside from the page, so that typing stays smooth. A message asks with a number; the answer bears it too.
// Where there are no workers the page loads it itself, and hears its own answers.
import { engine } from "./search-engine.js";

const ready = new Map(); // by the address of its index

async function json(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response.json();
}

addEventListener("message", async ({ data }) => {
  const { number, index, query, options } = data ?? {};
  if (!index) return;
  try {
    if (!ready.has(index)) ready.set(index, json(index).then((content) => engine(content, (name) => json(new URL(name, index)))));
    postMessage({ number, answer: query === undefined ? null : await (await ready.get(index)).search(query, options) });
  } catch (error) {
    ready.delete(index);
    postMessage({ number, error: String(error) });
  }
});
postMessage({ ready: true });
