// What a link explains, beside it: on hover and focus; on a touch screen the first tap opens it, the second follows the link.
const GAP = 8;

const ABLE = "popover" in HTMLElement.prototype; // an engine without does not know the selector either
export const isShown = (box) => ABLE && box.matches(":popover-open");

// `find` gives the popover of the link, or nothing if it must not open now.
export function explain(link, find, { stays = false } = {}) {
  if (!ABLE) return;
  let box;
  let leaving;
  let touched = false;
  const isOpen = () => box && isShown(box);
  const close = () => isOpen() && box.hidePopover();
  const closeSoon = () => { leaving = setTimeout(close, 150); };
  const onMouse = (action) => (event) => event.pointerType === "mouse" && action();
  const open = () => {
    clearTimeout(leaving);
    if (isOpen()) return true;
    const found = find();
    if (!found) return false;
    if (found !== box) {
      box = found;
      box.addEventListener("pointerenter", onMouse(open));
      box.addEventListener("pointerleave", onMouse(closeSoon));
      box.addEventListener("focusout", (event) => { if (!inside(event.relatedTarget)) close(); });
      box.addEventListener("keydown", (event) => { if (event.key === "Escape") link.focus(); });
    }
    box.showPopover();
    put(link, box);
    return true;
  };
  const inside = (element) => element === link || box?.contains(element);

  link.addEventListener("focus", () => { if (link.matches(":focus-visible")) open(); });
  link.addEventListener("blur", (event) => { if (!inside(event.relatedTarget)) close(); });
  link.addEventListener("pointerenter", onMouse(open));
  link.addEventListener("pointerleave", onMouse(closeSoon));
  link.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse" && !isOpen(); });
  link.addEventListener("click", (event) => {
    const first = stays || touched;
    touched = false;
    if (!first || !open()) return;
    event.preventDefault();
    if (stays && event.detail === 0) box.focus();
  });
}

export function put(link, box) {
  const lines = link.getClientRects();
  const [line, last] = [lines[0], lines[lines.length - 1]];
  const { width, height } = box.getBoundingClientRect();
  const widest = document.documentElement.clientWidth - width - GAP;
  const below = last.bottom + GAP + height < innerHeight || line.top < height + GAP;
  box.style.left = `${scrollX + Math.max(GAP, Math.min(line.left, widest))}px`;
  box.style.top = `${scrollY + (below ? last.bottom + GAP : line.top - height - GAP)}px`;
}
