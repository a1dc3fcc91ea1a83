// What a script adds to every page: the explanation of terms, the passage kept when switching, light or dark.
import { explainTerms } from "./terms.js";

for (const link of document.querySelectorAll("a[data-keep-fragment]")) {
  const plain = link.getAttribute("href");
  const keep = () => link.setAttribute("href", plain + location.hash);
  addEventListener("hashchange", keep);
  keep();
}

const button = document.querySelector("[data-theme-button]");
if (button) {
  const order = ["auto", "light", "dark"];
  const root = document.documentElement;
  const current = () => root.dataset.theme ?? "auto";
  const name = () => button.setAttribute("aria-label", `${button.dataset.label}: ${button.dataset[current()]}`);
  button.addEventListener("click", () => {
    const next = order[(order.indexOf(current()) + 1) % order.length];
    if (next === "auto") delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      if (next === "auto") localStorage.removeItem("theme");
      else localStorage.setItem("theme", next);
    } catch { /* a device that keeps nothing still gets the choice for this page */ }
    name();
  });
  name();
  button.title = button.dataset.label;
  button.closest("li").hidden = false;
}

explainTerms();
