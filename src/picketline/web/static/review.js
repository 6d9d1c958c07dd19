// Review by keyboard: letters press the button or link that names them, first of the claim that has the focus, else of the page;
// j and k move, the arrows go from claim to claim of a dispute, e edits, x rejects, m merges, p parts.
const review = document.querySelector(".review");
const waiting = [...document.querySelectorAll(".waiting > li")];
const go = (address) => address && location.assign(address);
const focused = () => document.activeElement?.closest("[data-scope]");
const find = (selector) => focused()?.querySelector(selector) ?? document.querySelector(selector);
const open = (part, field) => {
  if (!part) return;
  part.open = true;
  part.scrollIntoView({ block: "nearest" });
  part.querySelector(field)?.focus();
};
const step = (by) => {
  const here = waiting.indexOf(focused());
  waiting[here < 0 ? 0 : here + by]?.focus();
};

// A rejection says why: the first press shows the reasons, a number picks one, a second press takes the one that is chosen.
const reject = () => {
  const part = find(".reject");
  if (!part) return find("[data-key=x]")?.click();
  if (part?.open) part.querySelector("button").click(); else open(part, "input:checked");
};
const pick = (number) => {
  const choice = find(".reject[open]")?.querySelectorAll("input[type=radio]")[number - 1];
  if (choice) { choice.checked = true; reject(); }
  return Boolean(choice);
};
const keys = {
  j: () => go(review?.dataset.following), k: () => go(review?.dataset.previous), e: () => document.querySelector("#value")?.focus(), x: reject,
  m: () => open(document.querySelector("#merge"), "button, input:not([type=hidden])"),
  p: () => open(document.querySelector("#part"), "input:not([type=hidden])"),
  "?": () => document.querySelector("#keys")?.toggleAttribute("open"),
  ...(waiting.length ? { ArrowDown: () => step(1), ArrowUp: () => step(-1) } : {}),
};

const choosing = (place) => place.matches("input[type=radio]") && place.closest(".reject");
const writing = (place) => place.closest("input:not([type=radio], [type=checkbox]), textarea, select");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll(".reject[open]").forEach((part) => { part.open = false; });
  if (writing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[1-9]$/.test(event.key) && pick(Number(event.key))) return event.preventDefault();
  if (event.key.startsWith("Arrow") && choosing(event.target)) return;
  const named = find(`[data-key="${CSS.escape(event.key)}"]`);
  if (!keys[event.key] && !named) return;
  event.preventDefault();
  if (keys[event.key]) keys[event.key](); else named.click();
});

// The report beside a claim is scrolled to the quote, and nothing else moves.
const context = document.querySelector(".context");
const quoted = context?.querySelector("mark");
if (quoted) context.scrollTop = quoted.offsetTop - context.offsetTop - context.clientHeight / 2;
