// What the pages do beyond reading: value <-> quote by hover and focus, and the furniture toggle. Everything works without it.
const partners = (id) => document.querySelectorAll(`[data-claim~="${CSS.escape(id)}"]`);

const light = (event, on) => {
  const here = event.target.closest?.("[data-claim]");
  here?.dataset.claim.split(" ").forEach((id) => partners(id).forEach((partner) => partner.classList.toggle("on", on)));
};
for (const [start, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(start, (event) => light(event, true));
  document.addEventListener(end, (event) => light(event, false));
}

document.querySelector("#furniture")?.addEventListener("change", (event) => {
  document.querySelector(".words")?.classList.toggle("bare", !event.target.checked);
});

document.querySelectorAll(".filters input[type=checkbox]").forEach((box) => box.addEventListener("change", () => box.form.requestSubmit()));

// Review by keyboard: letters press the button or link that names them; j and k move, e edits, / searches, ? shows the keys.
const review = document.querySelector(".review");
const go = (id) => id && location.assign(`/review?at=${id}`);
const keys = {
  j: () => go(review?.dataset.following), k: () => go(review?.dataset.previous), e: () => document.querySelector("#value")?.focus(),
  "/": () => document.querySelector("#find")?.focus(), "?": () => document.querySelector("#keys")?.toggleAttribute("open"),
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.activeElement?.blur();
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const named = review && document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!named && !keys[event.key]) return;
  event.preventDefault();
  if (named) named.click(); else keys[event.key]();
});

// The report beside a claim is scrolled to the quote, and nothing else moves.
const context = document.querySelector(".context");
const quoted = context?.querySelector("mark");
if (quoted) context.scrollTop = quoted.offsetTop - context.offsetTop - context.clientHeight / 2;
