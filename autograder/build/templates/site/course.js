// What is wider than the page and scrolls (formulas, tables, code) can be reached by Tab, and then scrolls by keys too.
function reachable() {
  for (const each of document.querySelectorAll("article :is(p, pre, table, div)")) {
    const scrolls = each.scrollWidth > each.clientWidth && /auto|scroll/.test(getComputedStyle(each).overflowX);
    if (scrolls) each.tabIndex = 0;
    else each.removeAttribute("tabindex");
  }
}
addEventListener("load", () => {
  const watched = new ResizeObserver(reachable); // also called once now
  for (const each of document.querySelectorAll("article")) watched.observe(each);
  document.fonts.ready.then(reachable);
});
