// A place on the page is named in the address, and nothing moves.
export function nameStill(hash) {
  const { scrollX: left, scrollY: top } = globalThis;
  location.hash = hash;
  scrollTo({ left, top, behavior: "instant" });
}
