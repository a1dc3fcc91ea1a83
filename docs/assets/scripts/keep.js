// Keeps a choice of the reader; without a value it is forgotten. Whether the device keeps it.
import { chosen, nameOf } from "./kept.js";

export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(nameOf(name));
    else localStorage.setItem(nameOf(name), value);
    return true;
  } catch {
    chosen.set(name, value);
    return false;
  }
}
