// Marks on arrival the words that a search found in the passage.
import { nameOf } from "./kept.js";
import { joined } from "./search-snippet.js";
import { placesOf } from "./search-words.js";

export function markFound({ id, words }) {
  try {
    sessionStorage.removeItem(nameOf("found"));
  } catch { /* nothing was kept */ }
  for (const mark of document.querySelectorAll("main mark")) {
    const block = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    block.normalize();
  }
  const wanted = new Set(words);
  const passage = location.hash === `#${id}` ? document.getElementById(id) : null;
  const texts = [];
  const walker = document.createTreeWalker(passage ?? document.createElement("p"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    // From the end, so that the places before it stay true.
    for (const [from, to] of joined(text.data, placesOf(text.data, wanted)).reverse()) {
      const found = text.splitText(from);
      found.splitText(to - from);
      const mark = document.createElement("mark");
      found.replaceWith(mark);
      mark.append(found);
    }
  }
}
