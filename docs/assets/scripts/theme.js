// The reader's own choices of light or dark, size, line height and width; without one the style sheet decides.
import { kept } from "./kept.js";

const WORN = ["theme", "size", "leading", "measure"];

export function wear() {
  for (const name of WORN) {
    const choice = kept(name);
    if (choice) document.documentElement.dataset[name] = choice;
    else delete document.documentElement.dataset[name];
  }
}
