"use strict";
(() => {
  const table = document.querySelector("table[data-sorts]");
  if (!table) return;
  const body = table.tBodies[0], rows = [...body.rows], shown = document.getElementById("getoond");
  const search = document.getElementById("zoek"), trede = document.getElementById("trede");
  const value = (row, column) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();
  const collator = new Intl.Collator("nl", {numeric: true, sensitivity: "base"});
  const sort = (head, column) => {
    const up = head.getAttribute("aria-sort") !== "ascending", numeric = head.dataset.kind === "number";
    for (const other of table.tHead.rows[0].cells) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const known = rows.filter((row) => value(row, column) !== ""), unknown = rows.filter((row) => value(row, column) === "");
    known.sort((a, b) => (numeric ? value(a, column) - value(b, column) : collator.compare(value(a, column), value(b, column))) * (up ? 1 : -1));
    body.append(...known, ...unknown);
  };
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const text = head.textContent, button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    head.replaceChildren(button);
    if (!head.hasAttribute("aria-sort")) head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => sort(head, column));
  });
  const filter = () => {
    const words = search.value.toLocaleLowerCase("nl"), least = Number(trede.value);
    let count = 0;
    for (const row of rows) {
      row.hidden = !row.textContent.toLocaleLowerCase("nl").includes(words) || Number(row.cells[0].dataset.v) < least;
      count += row.hidden ? 0 : 1;
    }
    shown.textContent = `${count} van ${rows.length} getoond`;
  };
  search.addEventListener("input", filter);
  trede.addEventListener("change", filter);
  document.getElementById("tools").hidden = false;
  filter();
})();
