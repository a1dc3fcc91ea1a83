// A dialog that is built when it is first asked for, from the words of its page.
import { element } from "./elements.js";
import { addSheet } from "./sheets.js";

/** @param {(words: object) => { title: string, parts: (Node | string)[] }} fill @returns {(button: HTMLElement) => Promise<void>} opens it */
export function dialogOf(fill) {
  let dialog;
  // Back on a page that waited: what it says may have been chosen otherwise meanwhile.
  addEventListener("pageshow", async ({ persisted }) => {
    if (!persisted || !dialog) return;
    const old = dialog;
    dialog = undefined;
    (await old).remove();
  });
  return async (button) => {
    dialog ??= build(button, fill);
    try {
      const made = await dialog;
      if (!made.open) made.showModal();
    } catch {
      dialog = undefined; // no connection: the next press tries again
    }
  };
}

async function build(button, fill) {
  const words = await (await fetch(button.dataset.reading)).json();
  await addSheet(new URL("../styles/reading.css", import.meta.url));
  const { title, parts } = fill(words);
  const heading = element("h2", { id: `dialog-${document.querySelectorAll("dialog").length}`, textContent: title });
  const close = element("button", { type: "button", textContent: words.close });
  const made = element("dialog", { className: "reading" }, heading, ...parts, element("p", { className: "reading-kept", textContent: words.kept }), close);
  made.setAttribute("aria-labelledby", heading.id);
  close.addEventListener("click", () => made.close());
  made.addEventListener("pointerdown", ({ target, clientX, clientY }) => {
    const { left, right, top, bottom } = made.getBoundingClientRect();
    if (target === made && (clientX < left || clientX > right || clientY < top || clientY > bottom)) made.close();
  });
  document.body.append(made);
  return made;
}
