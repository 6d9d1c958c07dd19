// Single keys act only for those who want them (WCAG 2.1.4): a box at the foot of each page turns them off, and the browser remembers it.
const box = document.querySelector("#shortcuts");
const wanted = () => localStorage.getItem("shortcuts") !== "off";

if (box) {
  box.closest("label").hidden = false;
  box.checked = wanted();
  box.addEventListener("change", () => localStorage.setItem("shortcuts", box.checked ? "on" : "off"));
}

export const single = (event) => wanted() && !(event.ctrlKey || event.metaKey || event.altKey);
