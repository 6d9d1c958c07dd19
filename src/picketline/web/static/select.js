// Words that are selected in a report fill the form for a new claim: with their place in code points, which the server checks.
import { single } from "./keys.js";
import { placeOf } from "./place.js";

const words = document.querySelector(".words");
const form = document.querySelector("#own form");

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!form || !words || selection.isCollapsed || !words.contains(selection.anchorNode) || !words.contains(selection.focusNode)) return;
  const { start, end, quote } = placeOf(words, selection.getRangeAt(0));
  form.elements.start.value = start;
  form.elements.end.value = end;
  form.elements.quote.value = quote;
  form.closest("details").open = true;
});

// Words that are typed have no place: the server looks for them.
form?.elements.quote.addEventListener("input", () => { form.elements.start.value = form.elements.end.value = ""; });

document.addEventListener("keydown", (event) => {
  if (event.key !== "n" || !form || event.target.closest("input, textarea, select") || !single(event)) return;
  event.preventDefault();
  form.closest("details").open = true;
  form.elements.property.focus();
});
