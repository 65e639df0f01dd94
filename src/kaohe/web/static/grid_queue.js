// Batches of cells on their way: kept in this browser until the server has said what became of them.
"use strict";

const SOONEST = 2000, LATEST = 30000; // milliseconds between tries
const SMALL = 15000; // signs, of up to four bytes each

/* A batch {id, key, cells: [{item, typed, note, seen}], sent} never changes once sent: tried again, its key and
   content are the same, so the server does it once. Batches go one after another, in the order of typing. */
export class Queue {
  constructor({ place, address, token, state, answered }) {
    Object.assign(this, { place, address, token, state, answered });
    this.busy = false;
    this.wait = SOONEST;
    this.memory = new Map();
    this.batches = this.stored().filter(([name]) => !name.startsWith("mine.")).map(([, batch]) => batch);
    this.last = 0;
    addEventListener("online", () => this.run());
    addEventListener("focus", () => this.run());
  }

  left() { return this.batches; }
  has(item) { return this.batches.some((batch) => batch.cells.some((cell) => cell.item === item)); }
  held() { return this.stored().filter(([name]) => name.startsWith("mine.")).map(([name, cell]) => [name.slice(5), cell]); }

  /* A cell that the server didn't take is kept until it is settled. */
  keep(item, cell) { this.write(`mine.${item}`, { typed: cell.typed, note: cell.note }); }
  forget(item) { this.erase(`mine.${item}`); }

  add(cells) {
    this.last = Math.max(Date.now(), this.last + 1);
    const key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const batch = { id: `${String(this.last).padStart(15, "0")}-${key}`, key, cells, sent: false };
    this.batches.push(batch);
    const isKept = this.write(batch.id, batch);
    this.state(cells.map((cell) => cell.item), isKept ? "waiting" : "unstored");
    this.run();
  }

  /* What was typed later into a cell in conflict isn't sent: its owner decides first. */
  drop(item) {
    for (const batch of this.batches) {
      batch.cells = batch.cells.filter((cell) => cell.item !== item);
      this.write(batch.id, batch);
    }
  }

  async run() {
    if (this.busy || !this.batches.length) return;
    clearTimeout(this.timer);
    this.busy = true;
    const batch = this.batches[0], items = batch.cells.map((cell) => cell.item);
    batch.sent = true;
    this.write(batch.id, batch);
    this.state(items, "saving");
    const [state, said] = batch.cells.length ? await this.post(batch) : ["", { revisions: {}, problems: {}, conflicts: [], changes: {} }];
    this.busy = false;
    if (said) {
      this.wait = SOONEST;
      this.done(batch, said);
      this.run();
      return;
    }
    this.state(this.batches.flatMap((each) => each.cells.map((cell) => cell.item)), state);
    if (state === "refused") return;
    this.timer = setTimeout(() => this.run(), this.wait);
    this.wait = Math.min(this.wait * 2, LATEST);
  }

  /* Gives what the server said of the cells, or the state of a batch that it hasn't answered. */
  async post(batch) {
    const body = JSON.stringify({ key: batch.key, cells: batch.cells });
    let answer;
    try {
      answer = await fetch(this.address, {
        method: "POST",
        redirect: "manual",
        keepalive: body.length < SMALL, // survives the page; browsers take no more
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token() },
        body,
        signal: AbortSignal.timeout(LATEST),
      });
      if (answer.ok) return ["", await answer.json()];
    } catch {
      return ["offline", null];
    }
    if (answer.type === "opaqueredirect" || answer.status === 401) return ["signedOut", null];
    if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return ["busy", null];
    return ["refused", null];
  }

  done(batch, said) {
    this.batches.shift();
    this.erase(batch.id);
    const later = this.batches.flatMap((each) => each.cells);
    for (const cell of later) if (cell.item in said.revisions) cell.seen = said.revisions[cell.item];
    this.batches.forEach((each) => this.write(each.id, each));
    this.answered(said, batch);
  }

  /* Local storage; where the browser has none, or it is full, only this page remembers. */
  write(name, value) {
    this.memory.set(name, value);
    try {
      localStorage.setItem(this.place + name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }
  erase(name) {
    this.memory.delete(name);
    try { localStorage.removeItem(this.place + name); } catch { /* it was never there */ }
  }
  stored() {
    const found = new Map(this.memory);
    try {
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(this.place)) found.set(name.slice(this.place.length), JSON.parse(localStorage.getItem(name)));
      }
    } catch { /* none, or not ours */ }
    return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
  }
}
