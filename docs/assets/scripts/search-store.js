// What stands where: counted off the texts of a small book, fetched in parts of a large one.
import { words } from "./search-words.js";

// The texts are here: what stands where is counted off them.
export function held(texts, notes) {
  const postings = new Map();
  const count = (text, at, note) => {
    const here = new Map();
    for (const word of words(text)) here.set(word, (here.get(word) ?? 0) + 1);
    for (const [word, often] of here) {
      if (!postings.has(word)) postings.set(word, []);
      postings.get(word).push([at, often, note]);
    }
  };
  texts.forEach((text, at) => count(text, at, false));
  notes.forEach((note, at) => count(note, at, true));
  return {
    words: [...postings.keys()].sort(), // of the text and its notes
    add(at, text) {
      notes[at] = notes[at] ? `${notes[at]} ${text}` : text;
      addWords(postings, (word) => postings.has(word), at, text);
    },
    has: (word) => postings.has(word),
    of: (word) => postings.get(word) ?? [],
    load: async () => {},
    read: async () => {},
    text: (at) => texts[at],
    note: (at) => notes[at],
  };
}

// A large book: what stands where, and the texts, come in parts, when they are asked for.
export function sharded({ vocabulary, shards, chunks, size }, fetchPart) {
  const all = vocabulary.split(" ");
  const here = new Set(all);
  const postings = new Map();
  const parts = new Map();
  const texts = new Map();
  const part = (name) => {
    if (!parts.has(name)) parts.set(name, fetchPart(name));
    return parts.get(name);
  };
  const shardOf = (word) => shards[shards.findLastIndex(([first]) => first <= word)][1];
  return {
    words: all,
    add(at, text) {
      addWords(postings, (word) => here.has(word), at, text);
      for (const word of words(text)) here.add(word);
    },
    has: (word) => here.has(word),
    of: (word) => postings.get(word) ?? [],
    async load(some) {
      const wanted = [...some].filter((word) => here.has(word) && !postings.has(word));
      const loaded = new Map(await Promise.all([...new Set(wanted.map(shardOf))].map(async (name) => [name, await part(name)])));
      for (const word of wanted) postings.set(word, unpacked(loaded.get(shardOf(word))[word] ?? ""));
    },
    async read(some) {
      const wanted = [...new Set(some.filter((at) => !texts.has(at)).map((at) => Math.floor(at / size)))];
      for (const [number, rows] of await Promise.all(wanted.map(async (number) => [number, await part(chunks[number])]))) {
        rows.forEach((row, at) => texts.set(number * size + at, row));
      }
    },
    text: (at) => texts.get(at)[0],
    note: (at) => texts.get(at)[1],
  };
}

// "3 1.2 5|7": passages 3, 4 (twice) and 9; in a note 7. Numbers to the base of 36, each counted from the one before.
function unpacked(packed) {
  return packed.split("|").flatMap((list, note) => {
    let at = 0;
    return list.split(" ").filter(Boolean).map((entry) => {
      const [step, often] = entry.split(".");
      at += parseInt(step, 36);
      return [at, often ? parseInt(often, 36) : 1, note === 1];
    });
  });
}

export function group(things, keysOf) {
  const groups = new Map();
  for (const thing of things) {
    for (const key of new Set(keysOf(thing))) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(thing);
    }
  }
  return groups;
}

// Words that come later; what the text has by itself is found there, as before.
function addWords(postings, isThere, at, text) {
  for (const word of new Set(words(text))) {
    const places = postings.get(word);
    if (places?.added) places.push([at, 1, true]);
    else if (!isThere(word)) postings.set(word, Object.assign([[at, 1, true]], { added: true }));
  }
}
