// Keeps a choice of the reader; without a value it is forgotten.
import { chosen } from "./kept.js";

export function keep(name, value) {
  chosen.set(name, value);
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch { /* the choice holds for this page */ }
}
