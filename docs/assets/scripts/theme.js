// The reader's own choice of light or dark; without one the device decides.
import { kept } from "./kept.js";

export function wear() {
  const theme = kept("theme");
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
