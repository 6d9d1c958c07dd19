// What the pages do beyond reading: value <-> quote by hover, focus and click, the furniture toggle, copying. All reads without it.
import { single } from "./keys.js";

const partners = (id) => document.querySelectorAll(`[data-claim~="${CSS.escape(id)}"]`);

const light = (event, on) => {
  const here = event.target.closest?.("[data-claim]");
  here?.dataset.claim.split(" ").forEach((id) => partners(id).forEach((partner) => partner.classList.toggle("on", on)));
};
for (const [start, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(start, (event) => light(event, true));
  document.addEventListener(end, (event) => light(event, false));
}

// Words lead to their value as the value's link leads to its words: by click where nothing is being selected, and by Enter.
const toValue = (mark) => document.querySelector(`#${CSS.escape(`v-${mark.dataset.claim.split(" ")[0]}`)} a`)?.focus();
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-claim]");
  if (mark && getSelection().isCollapsed) toValue(mark);
});

document.querySelector("#furniture")?.addEventListener("change", (event) => {
  document.querySelector(".words")?.classList.toggle("bare", !event.target.checked);
});

document.querySelectorAll(".filters input[type=checkbox]").forEach((box) => box.addEventListener("change", () => box.form.requestSubmit()));

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("done");
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.activeElement?.blur();
  if (event.key === "Enter" && event.target.matches?.("mark[data-claim]")) toValue(event.target);
  if (event.key !== "/" || event.target.closest("input, textarea, select") || !single(event)) return;
  event.preventDefault();
  document.querySelector("#find")?.focus();
});
