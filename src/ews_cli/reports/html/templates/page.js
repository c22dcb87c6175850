"use strict";
(() => {
  // What fits needs no stop for the keyboard; of what is folded away that cannot be seen.
  const shown = [...document.querySelectorAll(".wide")].filter((box) => !box.closest("details:not([open])"));
  for (const box of shown) if (box.scrollWidth <= box.clientWidth) box.removeAttribute("tabindex");
  const table = document.getElementById("aanbiederlijst");
  if (!table) return;
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  const lower = (text) => text.toLocaleLowerCase("nl");
  const rows = [...body.rows].map((row) => ({
    row, text: lower(row.textContent), trede: Math.floor(Number(row.cells[0].dataset.v)), by: (row.dataset.by || "").split(" "),
    values: [...row.cells].map((cell) => cell.dataset.v ?? cell.textContent.trim()),
  }));
  const collator = new Intl.Collator("nl", {numeric: true, sensitivity: "base"});
  const sort = (head, column) => {
    const numeric = head.dataset.kind === "number", old = head.getAttribute("aria-sort");
    const up = old === "none" ? !numeric || column > 1 : old === "descending";
    for (const other of heads) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const known = rows.filter((one) => one.values[column] !== ""), unknown = rows.filter((one) => one.values[column] === "");
    const compare = numeric ? (a, b) => a - b : collator.compare;
    known.sort((a, b) => compare(a.values[column], b.values[column]) * (up ? 1 : -1));
    body.append(...[...known, ...unknown].map((one) => one.row));
  };
  table.classList.add("sortable");
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => sort(head, column));
  });
  const field = (id) => document.getElementById(id);
  const search = field("zoek"), least = field("vanaf"), by = field("door"), region = field("kies-regio");
  const regionColumn = region ? 3 : -1, chosen = [search, least, by, region].filter(Boolean);
  const filter = () => {
    const words = lower(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const one of rows) {
      const fits = words.every((word) => one.text.includes(word)) && one.trede >= Number(least.value) &&
        (!by.value || one.by.includes(by.value)) && (!region || !region.value || one.values[regionColumn] === region.value);
      one.row.hidden = !fits;
      count += fits ? 1 : 0;
    }
    field("getoond").textContent = `${count.toLocaleString("nl")} van ${rows.length.toLocaleString("nl")} getoond`;
  };
  for (const one of chosen) one.addEventListener("input", filter);
  field("wis").addEventListener("click", () => {
    for (const one of chosen) one.value = "";
    filter();
    search.focus();
  });
  field("tools").hidden = false;
  filter();
})();
