// The explanation of a term, beside it: on hover and focus; on a touch screen the first tap opens it, the second follows the link.
const GAP = 8;

export function explainTerms() {
  if (!("popover" in HTMLElement.prototype)) return;
  for (const term of document.querySelectorAll("a.term")) {
    const definition = document.getElementById(term.getAttribute("aria-describedby"));
    if (definition) attach(term, definition);
  }
}

function attach(term, definition) {
  let leaving;
  const open = () => {
    clearTimeout(leaving);
    if (definition.matches(":popover-open")) return;
    definition.showPopover();
    place(term, definition);
  };
  const close = () => {
    if (definition.matches(":popover-open")) definition.hidePopover();
  };
  const closeSoon = () => { leaving = setTimeout(close, 150); };

  term.addEventListener("focus", () => { if (term.matches(":focus-visible")) open(); });
  term.addEventListener("blur", close);
  for (const part of [term, definition]) {
    part.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") open(); });
    part.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") closeSoon(); });
  }
  let touched = false;
  term.addEventListener("pointerdown", (event) => {
    touched = event.pointerType !== "mouse" && !definition.matches(":popover-open");
  });
  term.addEventListener("click", (event) => {
    if (!touched) return;
    touched = false;
    event.preventDefault();
    open();
  });
}

function place(term, definition) {
  const line = term.getClientRects()[0];
  const { width, height } = definition.getBoundingClientRect();
  const widest = document.documentElement.clientWidth - width - GAP;
  const below = line.bottom + GAP + height < innerHeight || line.top < height + GAP;
  definition.style.left = `${scrollX + Math.max(GAP, Math.min(line.left, widest))}px`;
  definition.style.top = `${scrollY + (below ? line.bottom + GAP : line.top - height - GAP)}px`;
}
