// Puts a box beside its link: below it, or above where there is no room.
const GAP = 8;

export function put(link, box) {
  const lines = link.getClientRects();
  const [line, last] = [lines[0], lines[lines.length - 1]];
  const { width, height } = box.getBoundingClientRect();
  const widest = document.documentElement.clientWidth - width - GAP;
  const below = last.bottom + GAP + height < innerHeight || line.top < height + GAP;
  box.style.left = `${scrollX + Math.max(GAP, Math.min(line.left, widest))}px`;
  box.style.top = `${scrollY + (below ? last.bottom + GAP : line.top - height - GAP)}px`;
}
