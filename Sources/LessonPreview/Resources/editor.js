import { element, lesson, post } from "./connection.js";
import { Answer, say } from "./choices.js";

// What the colours are made of: the groups' names are the classes of the cells' colours.
let words = /$^/g;
export const setKeywords = keywords => {
  words = new RegExp(
    "(?<comment>//[^\\n]*|/\\*[^]*?(?:\\*/|$))"
    + "|(?<string>\"\"\"[^]*?(?:\"\"\"|$)|\"(?:\\\\.|[^\"\\\\\\n])*\"?)"
    + "|(?<number>\\b\\d[\\w.]*)"
    + `|(?<keyword>[@#]\\w+|(?<![.\\w])(?:${keywords.join("|")})\\b)`
    + "|(?<type>\\b[A-Z]\\w*)|\\w+", "g");
};

// An exercise: an editor of plain text, with line numbers and the colours of the cells.
export class Editor extends Answer {
  constructor(task) {
    super(task);
    this.area = element("textarea");
    Object.assign(this.area, { rows: 1, spellcheck: false, autocapitalize: "off", autocomplete: "off", wrap: "off" });
    this.area.setAttribute("aria-label", `Your answer to ${task.id}`);
    this.numbers = element("pre", "numbers");
    this.colours = element("pre", "colours");
    for (const layer of [this.numbers, this.colours]) layer.setAttribute("aria-hidden", "true");
    const text = element("div", "text");
    text.append(this.colours, this.area);
    const editor = element("div", "editor");
    editor.append(this.numbers, text);
    const check = element("button", "check", "Check");
    check.title = "ctrl-Enter";
    check.addEventListener("click", () => this.judge());
    const again = element("button", "again", "Start again");
    again.title = "gives you the starter back; your answer is kept beside the others";
    again.addEventListener("click", () => this.startAgain());
    this.saved = element("span", "saved");
    const actions = element("p", "actions");
    actions.append(check, again, this.saved);
    this.conflict = element("div", "conflict");
    this.conflict.hidden = true;
    this.box.append(editor, actions, this.conflict, this.verdict);
    this.area.addEventListener("input", () => this.edited());
    this.area.addEventListener("keydown", event => this.pressed(event));
    addEventListener("pagehide", () => { if (this.isUnsaved) this.save({ keepalive: true }); });
    this.task = task;
    this.base = task.base;
    this.kept = task.code;
    this.area.value = task.code;
    const draft = this.draft;
    if (draft && draft.code !== task.code) {
      // The page was closed before this was saved.
      this.base = draft.base;
      this.area.value = draft.code;
      this.save();
    }
    this.draw();
    if (task.isSolved) this.say("pass", "✓ solved");
  }

  place(cell) {
    say(cell, "Exercise.", "Write your answer here; ctrl-Enter checks it.");
    if (this.box.parentNode === cell) return;
    const code = cell.querySelector("pre.code");
    code.after(this.box);
    cell.classList.add("answered");
  }

  get isUnsaved() { return this.area.value !== this.kept; }

  // What was not saved yet survives the end of the preview and of the browser.
  get draft() { return JSON.parse(localStorage.getItem(`answer ${lesson}#${this.id}`) ?? "null"); }
  set draft(value) {
    const key = `answer ${lesson}#${this.id}`;
    if (value) localStorage.setItem(key, JSON.stringify(value)); else localStorage.removeItem(key);
  }

  // Takes over what is in the file, unless something here is not saved yet.
  read(task) {
    this.task = task;
    if (task.base === this.base) return this.draw();
    if (this.isUnsaved && this.area.value !== task.code) return this.ask(task);
    const isNew = this.area.value !== task.code;
    this.take(task);
    if (isNew && task.code !== task.starter) this.judge();
  }

  take({ code, base }) {
    this.base = base;
    this.kept = code;
    this.draft = null;
    this.conflict.hidden = true;
    if (this.area.value !== code) {
      const { selectionStart, selectionEnd } = this.area;
      this.area.value = code;
      this.area.setSelectionRange(selectionStart, selectionEnd);
    }
    this.draw();
    this.saved.textContent = "";
  }

  // Neither text replaces the other before the learner has decided; the one that they give up is kept in a file.
  ask(task) {
    const button = (text, act) => {
      const made = element("button", "", text);
      made.addEventListener("click", act);
      return made;
    };
    this.conflict.replaceChildren(
      element("p", "", `${task.file} has another answer than this page. The one that you do not choose is kept in ${task.earlier}.`),
      element("pre", "", task.code),
      button("Use the file’s", async () => {
        if (await this.send("set-aside", { code: this.area.value })) this.take(task);
      }),
      button("Use the page’s", () => {
        this.base = task.base;
        this.conflict.hidden = true;
        this.save({ setsAside: true });
      }));
    this.conflict.hidden = false;
  }

  edited() {
    this.draw();
    this.draft = { code: this.area.value, base: this.base };
    this.saved.textContent = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), 600);
  }

  // Posts something, and says what is wrong if that fails.
  async send(action, body, options) {
    try {
      const response = await post(action, { id: this.id, ...body }, options);
      const result = await response.json();
      if (response.ok) return result;
      if (response.status === 409) this.ask({ ...this.task, ...result });
      else this.say("failed", result.problem);
    } catch (error) {
      if (error.name !== "AbortError") this.say("failed", "The preview has ended; what you wrote is kept in this browser.");
    }
    return null;
  }

  async save({ setsAside = false, keepalive = false } = {}) {
    clearTimeout(this.timer);
    if (!this.isUnsaved || !this.conflict.hidden) return;
    const code = this.area.value;
    const result = await this.send("save", { code, base: this.base, setsAside }, { keepalive });
    if (!result) return;
    this.wrote(code, result);
    if (this.area.value === code) {
      this.saved.textContent = `saved in ${this.task.file}`;
    }
  }

  // Takes over that the file has what was here.
  wrote(code, { base, line }) {
    Object.assign(this.task, { base, line });
    this.base = base;
    this.kept = code;
    if (this.area.value === code) this.draft = null;
    this.draw();
  }

  async judge() {
    clearTimeout(this.timer);
    if (!this.conflict.hidden) return;
    this.judging?.abort();
    const judging = this.judging = new AbortController();
    const code = this.area.value;
    this.say("waiting", "compiling and running your answer …");
    const result = await this.send("judge", { code, base: this.base }, { signal: judging.signal });
    if (!result || judging.signal.aborted) return;
    this.wrote(code, result);
    this.show(result);
  }

  async startAgain() {
    const result = await this.send("again", { code: this.area.value, base: this.base });
    if (!result) return;
    this.take(result);
    this.say("waiting", result.notice);
  }

  pressed(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.judge();
    } else if (event.key === "Escape") {
      // Tab then goes on to the next control.
      this.area.blur();
    } else if (event.key === "Tab" && !event.shiftKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      this.insert("  ");
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      const before = this.area.value.slice(0, this.area.selectionStart);
      const indentation = before.slice(before.lastIndexOf("\n") + 1).match(/^[ \t]*/)[0];
      this.insert(`\n${indentation}${/[{([]\s*$/.test(before) ? "  " : ""}`);
    }
  }

  // Inserting in this way can be undone.
  insert(text) {
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
      this.edited();
    }
  }

  draw() {
    const code = this.area.value;
    const lines = code.split("\n").length;
    // The messages name the lines of the file.
    this.numbers.textContent = Array.from({ length: lines }, (_, index) => index + this.task.line).join("\n");
    const spans = [];
    let end = 0;
    for (const match of code.matchAll(words)) {
      const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
      if (!kind) continue;
      spans.push(code.slice(end, match.index), element("span", kind, match[0]));
      end = match.index + match[0].length;
    }
    // An empty last line has a height only if something is on it.
    this.colours.replaceChildren(...spans, code.slice(end), " ");
  }
}
