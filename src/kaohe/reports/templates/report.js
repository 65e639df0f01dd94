// Only what paper can't do: search, filter, sort, open one sheet, print it. Without it everything is there to read.
(() => {
  const root = document.documentElement, table = document.getElementById("places");
  const rows = [...table.tBodies[0].rows], original = new Map(rows.map((row, i) => [row, i]));
  const find = (id) => document.getElementById(id);
  const search = find("search"), group = find("group"), lamps = find("lamps"), count = find("count");
  root.classList.add("js");
  document.querySelectorAll("form.tools, .sheet .print, #all").forEach((part) => { part.hidden = false; });

  const filter = () => {
    const words = search.value.trim().toLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const hit = words.every((word) => text.includes(word))
        && (!group || !group.value || [...row.cells].some((cell) => cell.textContent.trim() === group.value))
        && (!lamps || !lamps.checked || row.className.startsWith("l"));
      row.hidden = !hit;
      shown += hit;
    }
    count.textContent = count.dataset.words.replace("{shown}", shown);
  };
  [search, group, lamps].forEach((field) => field && field.addEventListener("input", filter));
  search.form.addEventListener("submit", (event) => event.preventDefault());
  filter();

  const number = (cell) => {
    const said = "v" in cell.dataset ? cell.dataset.v : cell.firstChild ? cell.firstChild.textContent : "";
    const value = parseFloat(said.replace("−", "-").replace(/,/g, ""));
    return Number.isNaN(value) ? null : value;
  };
  const sort = (head, column) => {
    const kind = head.dataset.sort, was = head.getAttribute("aria-sort");
    const down = was ? was === "ascending" : kind === "d";
    const key = kind === "t" ? (row) => row.cells[column].textContent.trim() : (row) => number(row.cells[column]);
    const order = (a, b) => {
      const x = key(a), y = key(b);
      if (x === null || y === null) return (x === null) - (y === null) || original.get(a) - original.get(b);
      const way = kind === "t" ? x.localeCompare(y, root.lang) : x - y;
      return (down ? -way : way) || original.get(a) - original.get(b);
    };
    table.tBodies[0].append(...rows.sort(order));
    table.querySelectorAll("thead th").forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  };
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(head.firstChild);
    head.prepend(button);
    button.addEventListener("click", () => sort(head, column));
  });

  const open = () => {
    const target = /^#u\d+$/.test(location.hash) && document.querySelector(location.hash);
    if (!target) return;
    const sheet = target.closest("details");
    if (sheet) sheet.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();

  document.querySelectorAll(".sheet .print").forEach((button) => button.addEventListener("click", () => {
    const sheet = button.closest("details");
    root.classList.add("one");
    sheet.classList.add("chosen");
    print();
    root.classList.remove("one");
    sheet.classList.remove("chosen");
  }));
  const all = find("all");
  if (all) all.addEventListener("click", () => document.querySelectorAll(".sheet").forEach((sheet) => { sheet.open = true; }));
})();
