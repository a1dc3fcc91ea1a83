// The reader's own choices, on this device only: "theme", "place" with "resume", and "keys". A device that keeps nothing is no error.
// Scripts that are sent by themselves share what was chosen on this page.
export const chosen = globalThis.chosen ??= new Map();

export function kept(name) {
  if (chosen.has(name)) return chosen.get(name);
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
