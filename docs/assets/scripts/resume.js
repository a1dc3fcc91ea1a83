// On the cover: the way back to where the reader was.
import { keep } from "./keep.js";
import { kept, site } from "./kept.js";

const offer = document.querySelector("[data-resume]");
const stored = kept("place");
if (stored) {
  try {
    const { path, id, title, line, lang } = JSON.parse(stored);
    if (![path, id, title].every((part) => typeof part === "string")) throw new Error("not ours");
    const { href, pathname } = new URL(path, site);
    if (!href.startsWith(site.href) || !/^[a-z\d-]+$/.test(id)) throw new Error("not ours");
    const link = Object.assign(document.createElement("a"), { className: "cover-go", href: `${pathname}#${id}`, textContent: offer.dataset.resume });
    const where = Object.assign(document.createElement("span"), { lang: lang ?? "", textContent: `${title}: ${line ?? id}` });
    link.hreflang = lang ?? "";
    offer.append(link, " ", where);
    offer.hidden = false;
    document.querySelector(".cover-start").hidden = true;
  } catch {
    keep("place", null);
  }
}
