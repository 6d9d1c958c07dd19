// Review by keyboard: letters press the button or link that names them; j and k move, e edits, m merges, p parts.
const review = document.querySelector(".review");
const reasons = document.querySelector("#reasons");
const go = (address) => address && location.assign(address);
const open = (id, field) => {
  const part = document.querySelector(id);
  if (!part) return;
  part.open = true;
  part.scrollIntoView({ block: "nearest" });
  part.querySelector(field)?.focus();
};
const keys = {
  j: () => go(review?.dataset.following), k: () => go(review?.dataset.previous), e: () => document.querySelector("#value")?.focus(),
  m: () => open("#merge", "button, input:not([type=hidden])"), p: () => open("#part", "input:not([type=hidden])"),
  "?": () => document.querySelector("#keys")?.toggleAttribute("open"),
};

// A rejection says why: the first press shows the reasons, a number picks one, a second press takes the first.
const reject = document.querySelector("[data-opens=reasons]");
if (reasons) reasons.hidden = true;
reject?.addEventListener("click", (event) => {
  if (!reasons.hidden) return;
  event.preventDefault();
  reasons.hidden = false;
  reasons.focus();
});
const pick = (number) => {
  const choice = reasons && !reasons.hidden && reasons.querySelectorAll("input")[number - 1];
  if (choice) { choice.checked = true; reject.click(); }
  return Boolean(choice);
};

const writing = (place) => place.closest("input:not([type=radio], [type=checkbox]), textarea, select");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && reasons) reasons.hidden = true;
  if (writing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[1-9]$/.test(event.key) && pick(Number(event.key))) return event.preventDefault();
  const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!named && !keys[event.key]) return;
  event.preventDefault();
  if (named) named.click(); else keys[event.key]();
});

// The report beside a claim is scrolled to the quote, and nothing else moves.
const context = document.querySelector(".context");
const quoted = context?.querySelector("mark");
if (quoted) context.scrollTop = quoted.offsetTop - context.offsetTop - context.clientHeight / 2;
