// What is asked: from what somebody typed to units, which are words and phrases in quotes.
import { fold, words } from "./search-words.js";

const LONGEST_QUERY = 300;
const MOST_UNITS = 12;
const QUOTES = /["“”„«»]/g;
const UNWANTED = /(?<![^\s])[-−–](\p{L}[\p{L}\d]*)/gu; // -woord
const IN_QUOTES = /["“”„«»]([^"“”„«»]*)["“”„«»]?|([^"“”„«»]+)/g;
const DATE = /\b(\d{1,2})[-/](\d{1,2})[-/](\d{4})\b/g;
const RANGE = /(?<![\p{L}\d-])(\d[\d.,]*)\s*[-‐‑–]\s*(?=\d)/gu;
const BILL = /\b(\d{2})(\d{3})\b/g;
const NUMBERED = /\b(\p{L}{3,})(\d{1,2})\b/gu;
const ORDINAL = /^(\d+)(?:e|de|ste|st|nd|rd|th)$/;

export const withoutQuotes = (query) => query.replace(QUOTES, " ").replace(/\s+/g, " ").trim();

export const unwantedIn = (query) => [...query.matchAll(UNWANTED)].map(([, word]) => fold(word));

export function reader({ months, numbers, ordinals }, store, { stop, key, called }) {
  // As people type it: 1-1-2015 is a date, 15-25% a range, 36713 a bill, "baken3" is baken 3.
  function asWritten(text) {
    return fold(text)
      .replace(DATE, (all, day, month, year) => months[month - 1] ? `${Number(day)} ${months[month - 1]} ${year}` : all)
      .replace(RANGE, "$1 ")
      .replace(BILL, (all, first, rest) => store.has(all) ? all : `${first} ${rest}`)
      .replace(NUMBERED, (all, name, number) => called.has(key(`${name} ${number}`)) ? `${name} ${number}` : all);
  }

  const counted = (word) => /^\d+$/.test(word) ? Number(word) : numbers.indexOf(word);
  const ranked = (word) => Number(ORDINAL.exec(word)?.[1] ?? ordinals.indexOf(word) + 1);
  const isPlace = (name, number) => number > 0 && !stop.has(name) && called.has(key(`${name} ${number}`));

  // "derde baken", "3e baken", "baken drie" are the place of a page; "acht bakens" is not.
  function withPlaces(some) {
    const found = [...some];
    for (let at = 0; at + 1 < found.length; at += 1) {
      const [one, other] = [found[at], found[at + 1]];
      if (isPlace(one, counted(other))) found[at + 1] = String(counted(other));
      else if (isPlace(other, ranked(one))) found.splice(at, 2, other, String(ranked(one)));
    }
    return found;
  }

  return (query) => {
    const units = [];
    for (const [, phrase, rest] of query.slice(0, LONGEST_QUERY).replace(UNWANTED, " ").matchAll(IN_QUOTES)) {
      const some = phrase === undefined ? withPlaces(words(asWritten(rest))) : words(phrase);
      if (phrase !== undefined && some.length) units.push({ phrase: some });
      else units.push(...some.map((word) => ({ word })));
    }
    const said = units.filter(({ word }, at) => !stop.has(word) || (months.includes(word) && /^\d+$/.test(units[at - 1]?.word ?? units[at + 1]?.word)));
    return (said.length ? said : units).slice(0, MOST_UNITS);
  };
}
