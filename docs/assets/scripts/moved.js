// Goes on to where a passage has moved, if the address names it by its old place.
const follow = () => {
  const link = document.getElementById(location.hash.slice(1))?.querySelector(".moved > a");
  if (link) location.replace(link.href);
};
addEventListener("hashchange", follow);
follow();
