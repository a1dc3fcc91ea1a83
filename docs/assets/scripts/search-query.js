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

export function reader({ months, numbers }, store, { stop, key, called }) {
  // As people type it: 1-1-2015 is a date, 15-25% a range, 36713 a bill, "baken3" is baken 3.
  function asWritten(text) {
    return fold(text)
      .replace(DATE, (all, day, month, year) => months[month - 1] ? `${Number(day)} ${months[month - 1]} ${year}` : all)
      .replace(RANGE, "$1 ")
      .replace(BILL, (all, first, rest) => store.has(all) ? all : `${first} ${rest}`)
      .replace(NUMBERED, (all, name, number) => called.has(key(`${name} ${number}`)) ? `${name} ${number}` : all);
  }

  const digits = (word) => numbers[word] ?? ORDINAL.exec(word)?.[1];

  // "derde baken", "3e baken", "baken drie": of two neighbours that are the place of a page one is its number.
  function withPlaces(some) {
    const found = [...some];
    for (let at = 0; at + 1 < found.length; at += 1) {
      for (const [name, number] of [[found[at], found[at + 1]], [found[at + 1], found[at]]]) {
        if (digits(number) !== undefined && !stop.has(name) && called.has(key(`${name} ${digits(number)}`))) {
          found.splice(at, 2, name, String(digits(number)));
          break;
        }
      }
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
    const said = units.filter(({ word }) => !stop.has(word));
    return (said.length ? said : units).slice(0, MOST_UNITS);
  };
}
