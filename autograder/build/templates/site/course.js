// A formula or a table that is wider than the page scrolls, with the arrow keys too once it can be reached by Tab.
function reachable() {
  for (const each of document.querySelectorAll(".formula, .pst-scrollable-table-container, pre")) {
    if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
    else each.removeAttribute("tabindex");
  }
}
addEventListener("load", reachable);
addEventListener("resize", reachable);
