// The buttons of a share block, on its own page and in the box on a chapter: copy, and the device's own sheet.
export async function copy(text, root) {
  try {
    await write(text, root);
    say(root, root.dataset.copied);
  } catch {
    say(root, root.dataset.failed);
  }
}

// On plain http a browser has no clipboard; what is selected can be copied there all the same.
export async function write(text, root) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const focused = document.activeElement;
  const area = Object.assign(document.createElement("textarea"), { className: "unseen", value: text });
  root.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus({ preventScroll: true });
  if (!done) throw new Error("not copied");
}

// Emptied first: the same words again are news again.
export function say(root, words) {
  const status = root.querySelector("[role=status]");
  status.textContent = "";
  setTimeout(() => { status.textContent = words; }, 20);
}

export function activate(root) {
  for (const text of root.querySelectorAll("pre")) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "share-copy", textContent: root.dataset.copy });
    button.setAttribute("aria-label", `${root.dataset.copy}: ${text.getAttribute("aria-label")}`);
    button.addEventListener("click", () => copy(text.textContent, root));
    text.before(button);
  }
  for (const button of root.querySelectorAll("[data-copies]")) {
    button.addEventListener("click", () => copy(root.querySelector(button.dataset.copies).textContent, root));
  }
  const device = root.querySelector("[data-device]");
  device.hidden = !navigator.share;
  device.addEventListener("click", () => {
    const url = root.querySelector(".share-link a").textContent;
    navigator.share({ title: device.dataset.title, url }).catch(() => { /* the reader closed the sheet */ });
  });
}
