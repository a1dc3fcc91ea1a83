// Nothing is at this address. Often a mail put a full stop behind it, or somebody typed a capital: then on to what it nearly names.
const { pathname, search, hash } = location;
const near = decodeURI(pathname).toLowerCase().replace(/[^\p{L}\d/-]+$/u, "");
if (near !== decodeURI(pathname)) {
  const address = near.endsWith("/") ? near : `${near}/`;
  const { ok } = await fetch(address, { method: "HEAD" }).catch(() => ({ ok: false }));
  if (ok) location.replace(address + search + hash);
}
