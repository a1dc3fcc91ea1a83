// The reader's own choices, on this device only: "theme", "language", "place" with "resume", "keys", and what was typed. The site's own
// path is part of each name: another site on this host has its own. A device that keeps nothing is no error: there a choice holds on its
// page, in every script.
export const chosen = globalThis.chosen ??= new Map();
export const site = new URL("../..", import.meta.url);
export const nameOf = (name) => `${site.pathname}:${name}`;

export function kept(name) {
  if (chosen.has(name)) return chosen.get(name);
  try {
    return localStorage.getItem(nameOf(name));
  } catch {
    return null;
  }
}
