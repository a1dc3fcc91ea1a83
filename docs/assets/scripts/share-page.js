// The page that a chapter is shared from, by itself.
import { activate } from "./copying.js";

activate(document.querySelector(".share"));
