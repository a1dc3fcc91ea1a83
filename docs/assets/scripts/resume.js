// On the cover: the way back to where the reader was.
import { keep } from "./keep.js";
import { kept, site } from "./kept.js";

const offer = document.querySelector("[data-resume]");
const stored = kept("place");
if (stored) {
  try {
    const { path, id, title, lang } = JSON.parse(stored);
    if (![path, id, title].every((part) => typeof part === "string")) throw new Error("not ours");
    const { origin, pathname } = new URL(path, site);
    if (!`${origin}${pathname}`.startsWith(site.href) || !/^[a-z\d-]+$/.test(id)) throw new Error("not ours");
    const link = Object.assign(document.createElement("a"), { href: `${pathname}#${id}`, textContent: `${title}, ${id}` });
    link.lang = link.hreflang = lang ?? "";
    offer.append(`${offer.dataset.resume}: `, link);
    offer.hidden = false;
  } catch {
    keep("place", null);
  }
}
