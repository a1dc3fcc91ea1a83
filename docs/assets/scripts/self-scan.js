// Draws the answers of a team into the profile, and says them in words. Nothing is sent.
import { copy } from "./copying.js";
import { keepTyped } from "./typed.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const form = document.querySelector("[data-scan]");
const shape = form.querySelector(".scan-shape");
const dots = form.querySelector(".scan-dots");
const summary = form.querySelector(".scan-summary");
const said = form.querySelector("[role=status]");
const beacons = [...form.querySelectorAll("[data-beacon]")];
const language = document.documentElement.lang;
const fill = (text, words) => text.replace(/\{(\w+)\}/g, (_, name) => words[name]);

// Of each beacon: 1 to 5, "unknown", or nothing.
const answers = () => beacons.map((beacon) => {
  const value = beacon.querySelector("input:checked")?.value;
  return value && value !== "unknown" ? Number(value) : value;
});

// Where an answer stands on the spoke of its beacon.
const point = (spoke, answer) => spoke.dataset.points.trim().split(" ")[answer - 1];

// A line from the middle for each beacon that has an answer; nothing joins them, so nothing looks like a whole.
function draw() {
  const lines = [];
  const at = [];
  answers().forEach((answer, index) => {
    if (typeof answer !== "number") return;
    const spoke = form.querySelector(`[data-spoke="${beacons[index].dataset.beacon}"]`);
    at.push(point(spoke, answer));
    lines.push(`M${spoke.getAttribute("x1")},${spoke.getAttribute("y1")}L${at.at(-1)}`);
  });
  shape.setAttribute("d", lines.join(""));
  dots.replaceChildren(...at.map((place) => {
    const dot = document.createElementNS(NAMESPACE, "circle");
    const [x, y] = place.split(",");
    for (const [name, value] of Object.entries({ cx: x, cy: y, r: 6 })) dot.setAttribute(name, value);
    return dot;
  }));
  summary.textContent = inWords(answers());
  said.textContent = "";
}

function inWords(given) {
  const count = given.filter(Boolean).length;
  if (!count) return form.dataset.none;
  const counts = { count, total: beacons.length };
  const list = (answer) => new Intl.ListFormat(language).format(beacons.filter((_, index) => given[index] === answer).map((beacon) => beacon.dataset.name.toLowerCase()));
  const known = given.filter((answer) => typeof answer === "number");
  if (!known.length) return fill(form.dataset.unknown, counts);
  const [high, low] = [Math.max(...known), Math.min(...known)];
  const some = high === low ? fill(form.dataset.equal, counts) : fill(form.dataset.some, { ...counts, high: list(high), low: list(low) });
  return given.includes("unknown") ? `${some} ${fill(form.dataset.unknownToo, { names: list("unknown") })}` : some;
}

function asText() {
  const lines = beacons.flatMap((beacon) => {
    const answer = beacon.querySelector("input:checked")?.closest("label").querySelector("span").textContent ?? form.dataset.open;
    const evidence = beacon.querySelector(".scan-evidence input").value.trim();
    return [`${beacon.dataset.name}: ${beacon.dataset.title}: ${answer}`, ...(evidence ? [`  ${evidence}`] : [])];
  });
  return [document.querySelector("h1").textContent, ...lines, inWords(answers()), location.origin + location.pathname].join("\n");
}

form.addEventListener("change", draw);
form.addEventListener("submit", (event) => event.preventDefault());
form.querySelector("[data-print]").addEventListener("click", () => print());
form.querySelector("[data-copy]").addEventListener("click", () => copy(asText(), form.querySelector(".scan-outcome")));
keepTyped(form, draw);
