// The place of a range in a report's text, in Unicode code points (a browser counts UTF-16 units); a gap says how many it leaves out.
const length = (text) => [...text].length;

const before = (root, node, offset) => {
  const range = document.createRange();
  range.setStart(root, 0);
  range.setEnd(node, offset);
  const piece = range.cloneContents();
  let skipped = 0;
  for (const gap of piece.querySelectorAll("[data-skipped]")) {
    skipped += Number(gap.dataset.skipped);
    gap.remove();
  }
  return skipped + length(piece.textContent);
};

export const placeOf = (root, range) => {
  let start = before(root, range.startContainer, range.startOffset);
  const quote = range.cloneContents().textContent;
  const lead = quote.length - quote.trimStart().length;
  const bare = quote.trim();
  start += length(quote.slice(0, lead));
  return { start, end: start + length(bare), quote: bare };
};
