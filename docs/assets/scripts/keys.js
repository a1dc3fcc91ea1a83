// The shortcuts; loaded when the first of them is pressed. The dialog behind "?" names them, and can switch them off.
const WAYS = { n: "a[rel=next]", p: "a[rel=prev]" };

const STAYS = "jks/";

export function press(key, place) {
  // Where people type, a letter beside a field leads nowhere.
  if (!STAYS.includes(key) && document.querySelector("[data-typed]")) return;
  if (key === "j" || key === "k") place?.step(key === "j" ? 1 : -1);
  else if (key === "s") (document.getElementById(place?.id)?.querySelector(".passage-number") ?? document.querySelector("[data-share]"))?.click();
  else document.querySelector(WAYS[key] ?? `[data-key="${CSS.escape(key)}"]`)?.click();
}
