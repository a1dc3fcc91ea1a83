// On from an address that names no place on its page: to where a passage has moved; or to the place that it nearly names, where somebody
// typed a capital, or a mail put a full stop behind it.
const PUNCTUATION = /[^a-z\d-]+$/;

export function goNear() {
  const id = location.hash.slice(1);
  const moved = document.getElementById(id)?.querySelector(".moved > a");
  if (moved) return location.replace(moved.href);
  let near;
  try {
    near = decodeURIComponent(id).toLowerCase().replace(PUNCTUATION, "");
  } catch {
    return; // no text at all
  }
  if (near && near !== id && document.getElementById(near)) location.replace(`#${near}`);
}
