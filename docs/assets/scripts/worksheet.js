// Prints what was filled in.
document.querySelector("[data-print]").addEventListener("click", () => print());
