// Draws the scores of a team into the picture, and says them in words. Nothing is kept or sent.
import { copy } from "./copying.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const form = document.querySelector("[data-scan]");
const shape = form.querySelector(".scan-shape");
const dots = form.querySelector(".scan-dots");
const summary = form.querySelector(".scan-summary");
const said = form.querySelector("[role=status]");
const beacons = [...form.querySelectorAll("[data-beacon]")];
const language = document.documentElement.lang;
const fill = (text, words) => text.replace(/\{(\w+)\}/g, (_, name) => words[name]);

const scores = () => beacons.map((beacon) => Number(beacon.querySelector("input:checked")?.value ?? 0));

// Where a score stands on the spoke of its beacon; the middle, if there is none.
function point(beacon, score) {
  const spoke = form.querySelector(`[data-spoke="${beacon.dataset.beacon}"]`);
  if (!score) return `${spoke.getAttribute("x1")},${spoke.getAttribute("y1")}`;
  return spoke.dataset.points.trim().split(" ")[score - 1];
}

function draw() {
  const given = scores();
  const points = beacons.map((beacon, index) => point(beacon, given[index]));
  shape.setAttribute("points", given.some(Boolean) ? points.join(" ") : "");
  dots.replaceChildren(...points.filter((_, index) => given[index]).map((at) => {
    const dot = document.createElementNS(NAMESPACE, "circle");
    const [x, y] = at.split(",");
    for (const [name, value] of Object.entries({ cx: x, cy: y, r: 5 })) dot.setAttribute(name, value);
    return dot;
  }));
  summary.textContent = inWords(given);
  said.textContent = "";
}

function inWords(given) {
  const filled = given.filter(Boolean);
  if (!filled.length) return form.dataset.none;
  const counts = { count: filled.length, total: beacons.length };
  if (new Set(filled).size === 1) return fill(form.dataset.same, { ...counts, score: filled[0] });
  const named = (score) => beacons.filter((_, index) => given[index] === score).map((beacon) => beacon.dataset.name.toLowerCase());
  const list = (names) => new Intl.ListFormat(language).format(names);
  const mean = filled.reduce((sum, score) => sum + score, 0) / filled.length;
  return fill(form.dataset.some, {
    ...counts,
    mean: mean.toLocaleString(language, { maximumFractionDigits: 1 }),
    high: list(named(Math.max(...filled))),
    low: list(named(Math.min(...filled))),
  });
}

function asText() {
  const given = scores();
  const lines = beacons.map((beacon, index) => {
    const word = beacon.querySelector("input:checked")?.closest("label").querySelector("span").textContent;
    const score = given[index] ? `${fill(form.dataset.score, { score: given[index] })} (${word})` : form.dataset.open;
    return `${beacon.dataset.name}: ${beacon.dataset.title}: ${score}`;
  });
  return [document.querySelector("h1").textContent, ...lines, inWords(given), location.origin + location.pathname].join("\n");
}

form.addEventListener("change", draw);
form.addEventListener("reset", () => setTimeout(draw));
form.addEventListener("submit", (event) => event.preventDefault());
form.querySelector("[data-print]").addEventListener("click", () => print());
form.querySelector("[data-copy]").addEventListener("click", () => copy(asText(), form.querySelector(".scan-outcome")));
draw();
