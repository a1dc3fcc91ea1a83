// Keeps what was filled in, and prints it.
import { keepTyped } from "./typed.js";

keepTyped(document.querySelector("[data-typed]"));
document.querySelector("[data-print]").addEventListener("click", () => print());
