// Goes on in the language that the reader chose here, else in the browser's, or to where a page has moved; with the passage if the address names one.
import { kept } from "./kept.js";

const links = [...document.querySelectorAll("a[data-language]")];
const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
const language = [kept("language"), ...spoken].find((tag) => links.some((link) => link.dataset.language === tag)) ?? "en";
const { href } = links.find((candidate) => candidate.dataset.language === language) ?? links[0];
location.replace(location.hash ? href.split("#")[0] + location.hash : href);
