// What the reader chose meanwhile on another page, or in another tab, holds here too.
import { wear } from "./theme.js";

export const wearChanged = () => wear();
