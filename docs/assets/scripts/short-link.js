// Goes on to the beacon in the reader's language, with the passage if the short link names one.
const links = [...document.querySelectorAll("a[data-language]")];
const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
const language = spoken.find((tag) => links.some((link) => link.dataset.language === tag)) ?? "en";
const link = links.find((candidate) => candidate.dataset.language === language);
if (link) location.replace(link.href + location.hash);
