// The grid of a report: keys, paste from a spreadsheet, and what the server says of each cell.
"use strict";
import { Queue } from "./grid_queue.js";

const table = document.querySelector("[data-grid]");
if (table) start(table.dataset);

function start(words) {
  const rows = [...table.tBodies[0].rows].map((tr) => ({
    tr,
    item: tr.dataset.item,
    typed: tr.querySelector(".typed"),
    note: tr.querySelector("textarea.note"),
    revision: Number(tr.dataset.revision),
  }));
  const open = rows.filter((row) => row.typed);
  const byItem = new Map(rows.map((row) => [row.item, row]));
  const nameOf = (row) => row.tr.querySelector("[id^=name-]").textContent;
  const told = document.getElementById("grid-said");
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
    ?? document.querySelector("#cells [name=csrfmiddlewaretoken]").value;
  for (const row of open) {
    row.kept = { typed: row.typed.value, note: row.note.value };
    row.base = { ...row.kept };
  }

  const queue = new Queue({
    place: `kaohe.cells.${words.user}.${words.report}.`,
    address: words.address,
    token,
    state: (items, state, at) => items.forEach((item) => byItem.get(item)?.typed && say(byItem.get(item), state, at)),
    answered,
  });

  /* What stands in a row that isn't on its way yet is sent; several rows go as one batch. */
  function send(changed) {
    const cells = changed.filter((row) => row.typed && !row.conflict
      && (row.typed.value !== row.kept.typed || row.note.value !== row.kept.note));
    if (!cells.length) return;
    for (const row of cells) row.kept = { typed: row.typed.value, note: row.note.value };
    queue.add(cells.map((row) => ({ item: row.item, ...row.kept, seen: row.revision })));
  }

  function say(row, state, text = "") {
    const place = row.tr.querySelector("[data-saving]");
    const mark = document.createElement("span");
    mark.className = state === "saved" ? "saved" : state === "saving" ? "loading" : "unsaved";
    mark.textContent = state === "wrong" ? `${words.wrong}${text}` : (words[state] ?? "").replace("{at}", text);
    place.replaceChildren(mark);
    row.tr.dataset.state = state;
    row.typed.setAttribute("aria-invalid", String(state === "wrong"));
    if (state === "saved") row.tr.querySelector("[data-last]")?.remove();
    if (state !== "saving" && state !== "waiting") told.textContent = `${nameOf(row)}: ${mark.textContent}`;
  }

  /* The server's answer to a batch: each cell saved, newer, or wrong. */
  function answered(said, batch) {
    for (const [item, revision] of Object.entries(said.revisions)) {
      const row = byItem.get(item);
      if (!row?.typed) continue;
      const cell = batch.cells.find((each) => each.item === item);
      row.revision = revision;
      row.base = { typed: cell.typed, note: cell.note };
      queue.forget(item);
      if (!queue.has(item)) say(row, "saved", said.at);
      row.tr.querySelector("[data-change]").textContent = said.changes[item] || "—";
    }
    for (const [item, text] of Object.entries(said.problems)) {
      const row = byItem.get(item);
      queue.keep(item, batch.cells.find((cell) => cell.item === item));
      if (row?.typed) say(row, "wrong", text);
    }
    for (const theirs of said.conflicts) {
      const row = byItem.get(theirs.item);
      queue.drop(theirs.item);
      queue.keep(theirs.item, { typed: row?.typed?.value ?? "", note: row?.note?.value ?? "" });
      if (row?.typed) offer(row, theirs);
    }
    table.dispatchEvent(new CustomEvent("kaohe:cells", { bubbles: true }));
  }

  /* A while after the last save the outlook comes, with the findings of all cells: a check looks at several. */
  document.body.addEventListener("htmx:afterSwap", () => {
    const now = document.querySelector("[data-findings-now]");
    if (!now) return;
    const findings = JSON.parse(now.dataset.findingsNow);
    now.remove();
    rows.forEach((row) => list(row, findings[row.item] ?? []));
  });

  /* Both values side by side; a button says which one counts. */
  function offer(row, theirs) {
    const box = document.getElementById("conflict-box").content.firstElementChild.cloneNode(true);
    const both = (cell) => [cell.typed || words.nothing, cell.note].filter(Boolean).join(" · ");
    row.tr.querySelector(".conflict")?.remove();
    row.conflict = theirs;
    box.querySelector("[data-who]").textContent = theirs.by ? words.by.replace("{name}", theirs.by) : "";
    box.querySelector("[data-mine]").textContent = both({ typed: row.typed.value, note: row.note.value });
    box.querySelector("[data-theirs]").textContent = both(theirs);
    box.addEventListener("click", (event) => {
      const take = event.target.dataset.take;
      if (!take) return;
      row.conflict = null;
      row.revision = theirs.revision;
      row.kept = row.base = { typed: theirs.typed, note: theirs.note };
      queue.forget(row.item);
      if (take === "theirs") [row.typed.value, row.note.value] = [theirs.typed, theirs.note];
      box.remove();
      row.tr.querySelector("[data-saving]").replaceChildren();
      delete row.tr.dataset.state;
      send([row]);
      row.typed.focus();
    });
    say(row, "conflict");
    row.tr.querySelector("[data-saving]").after(box);
  }

  function list(row, findings) {
    row.tr.querySelector("[data-findings]").replaceChildren(...findings.map((each) => {
      const entry = document.createElement("li"), lamp = document.createElement("span");
      lamp.className = `lamp ${{ hard: "red", soft: "yellow" }[each.level] ?? "grey"}`;
      lamp.textContent = words[each.level];
      entry.append(lamp, ` ${each.text}`);
      return entry;
    }));
  }

  /* Keys: Enter, up and down along the column, Escape restores. */
  table.addEventListener("keydown", (event) => {
    const field = event.target, row = open.find((each) => each.typed === field || each.note === field);
    if (!row || event.isComposing) return;
    const isNote = field === row.note, text = field.value;
    if (event.key === "Escape") {
      field.value = isNote ? row.base.note : row.base.typed;
      send([row]);
    } else {
      const atStart = !isNote || (field.selectionStart === 0 && field.selectionEnd === 0);
      const atEnd = !isNote || field.selectionEnd === text.length;
      const isChoice = field.tagName === "SELECT";
      const up = (event.key === "Enter" && event.shiftKey && !isNote) || (event.key === "ArrowUp" && atStart && !isChoice);
      const down = (event.key === "Enter" && !event.shiftKey) || (event.key === "ArrowDown" && atEnd && !isChoice);
      if ((!up && !down) || event.ctrlKey || event.altKey || event.metaKey) return;
      const next = open[open.indexOf(row) + (up ? -1 : 1)];
      if (next) {
        const target = isNote ? next.note : next.typed;
        target.focus();
        target.select?.();
      } else {
        send([row]);
      }
    }
    event.preventDefault();
  });
  table.addEventListener("change", (event) => {
    const row = open.find((each) => each.typed === event.target || each.note === event.target);
    if (row) send([row]);
  });

  /* A column or block from a spreadsheet fills downwards; locked cells are passed over, keeping the lines in step. */
  table.addEventListener("paste", (event) => {
    const first = rows.findIndex((row) => row.typed && (row.typed === event.target || row.note === event.target));
    const text = event.clipboardData.getData("text/plain");
    if (first < 0 || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    event.preventDefault();
    const filled = new Set(), startsAtNote = event.target === rows[first].note;
    let count = 0, skipped = 0;
    block(text).forEach((line, place) => line.forEach((cell, column) => {
      const row = rows[first + place];
      const field = [row?.typed, row?.note][column + (startsAtNote ? 1 : 0)];
      if (!field || row.conflict) { skipped += 1; return; }
      field.value = cell.trim();
      filled.add(row);
      count += 1;
    }));
    send([...filled]);
    told.textContent = words.pasted.replace("{count}", count).replace("{skipped}", skipped);
    window.kaohe?.toast(told.textContent);
  });

  /* What was left unsaved, from before a reload or a lost connection. */
  for (const batch of queue.left()) {
    for (const cell of batch.cells) {
      const row = byItem.get(cell.item);
      if (row?.typed) {
        [row.typed.value, row.note.value] = [cell.typed, cell.note];
        row.kept = { typed: cell.typed, note: cell.note };
      }
    }
  }
  for (const [item, mine] of queue.held()) {
    const row = byItem.get(item);
    if (!row?.typed) leftover(row ? nameOf(row) : item, mine.typed);
    else if (row.typed.value === mine.typed && row.note.value === mine.note) queue.forget(item);
    else {
      const theirs = { item, revision: row.revision, by: "", ...row.base };
      [row.typed.value, row.note.value] = [mine.typed, mine.note];
      offer(row, theirs);
    }
  }
  function leftover(item, typed) {
    const place = document.getElementById("leftovers"), line = document.createElement("p");
    line.textContent = words.leftover.replace("{item}", item).replace("{typed}", typed);
    place.append(line);
    place.hidden = false;
  }
  document.addEventListener("visibilitychange", () => document.hidden && send(open));
  addEventListener("pagehide", () => send(open));
  queue.run();
}

/* Lines and columns of what a spreadsheet puts on the clipboard; a cell with line breaks stands in quotes. */
function block(text) {
  const lines = [[""]];
  let quoted = false;
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let place = 0; place < clean.length; place += 1) {
    const sign = clean[place], line = lines.at(-1);
    if (quoted && sign === '"' && clean[place + 1] === '"') { line[line.length - 1] += '"'; place += 1; }
    else if (sign === '"' && (quoted || line.at(-1) === "")) quoted = !quoted;
    else if (sign === "\t" && !quoted) line.push("");
    else if (sign === "\n" && !quoted) lines.push([""]);
    else line[line.length - 1] += sign;
  }
  return lines;
}
