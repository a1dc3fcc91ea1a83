// The reader's own choices, on this device only: "theme", "place" with "resume", and "keys". A device that keeps nothing is no error.
const here = new Map();

export function kept(name) {
  if (here.has(name)) return here.get(name);
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function keep(name, value) {
  here.set(name, value);
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch { /* the choice holds for this page */ }
}
