// Makes a page follow its lesson: `lessons preview` serves this script; `lessons render` never writes it.
import { element, path, token } from "./connection.js";
import { placeAnswers, readAnswers } from "./answers.js";

const main = document.querySelector("main");

const bar = element("div", "preview-status");
bar.setAttribute("role", "status");
document.body.append(bar);

let counting;
const say = ({ phase, text, detail }) => {
  clearInterval(counting);
  bar.className = `preview-status ${phase}`;
  const sentence = element("p", "", text);
  bar.replaceChildren(sentence);
  if (detail) {
    const words = element("pre", "", detail);
    words.tabIndex = 0;
    bar.append(words);
  }
  if (phase === "building" || phase === "running") {
    const start = Date.now();
    counting = setInterval(() => {
      const seconds = Math.round((Date.now() - start) / 1000);
      if (seconds > 4) sentence.textContent = `${text} ${seconds} s`;
    }, 1000);
  }
  document.documentElement.dataset.preview = phase;
};

let events;
const listen = () => {
  events = new EventSource(`/-/events?${new URLSearchParams({ path, token })}`);
  events.addEventListener("status", event => say(JSON.parse(event.data)));
  events.addEventListener("page", () => update());
  events.addEventListener("answers", () => readAnswers());
  events.addEventListener("error", () => {
    const isRefused = events.readyState === EventSource.CLOSED;
    say({
      phase: "failed",
      text: isRefused
        ? "This page does not follow its lesson: open the address that `preview` printed."
        : "The preview has ended. This page follows its lesson again when it is started with the same port.",
    });
  });
};
listen();

// A browser has few connections to one address, so tabs that nobody looks at give theirs back.
let leaving;
document.addEventListener("visibilitychange", () => {
  clearTimeout(leaving);
  if (document.hidden) leaving = setTimeout(() => events.close(), 20000);
  else if (events.readyState === EventSource.CLOSED) listen();
});

// The script changes the page as well, so what came from the server is remembered.
const sources = new WeakMap();
const remember = parent => { for (const child of parent.children) sources.set(child, child.outerHTML); };

// What each cell last showed, to mark what has changed.
const shown = new Map();
const codeOf = cell => cell.querySelector("pre.code")?.textContent ?? "";
const outputOf = cell => cell.querySelector(".output:not(.earlier)")?.innerHTML ?? "";
const isWaiting = cell => cell.matches(".waiting, .running");
const note = cell => {
  const before = shown.get(cell.id);
  // What a cell prints first is no change.
  const output = isWaiting(cell) ? before?.output : outputOf(cell);
  const now = { code: codeOf(cell), output };
  shown.set(cell.id, now);
  return before === undefined || before.code !== now.code || (before.output !== undefined && before.output !== output);
};

let isUpdating = false, isOutdated = false;
async function update() {
  isOutdated = true;
  if (isUpdating) return;
  isUpdating = true;
  try {
    while (isOutdated) {
      isOutdated = false;
      const response = await fetch(path, { cache: "no-store" });
      if (!response.ok) continue;
      const next = new DOMParser().parseFromString(await response.text(), "text/html");
      const nextMain = next.querySelector("main");
      if (!main || !nextMain) continue;
      document.title = next.title;
      for (const place of ["nav.contents", "footer"]) replace(place, next);
      keepingPlace(() => morph(main, nextMain));
      decorate();
    }
  } catch {
    // The event source says that the preview has ended.
  } finally {
    isUpdating = false;
  }
}

const replace = (place, next) => {
  const [old, other] = [document.querySelector(place), next.querySelector(place)];
  if (old && other && old.innerHTML !== other.innerHTML) old.innerHTML = other.innerHTML;
};

// What the reader looks at stays where it is, whatever is inserted above.
const keepingPlace = change => {
  const visible = [...main.children].filter(child => child.getBoundingClientRect().bottom > 0);
  const places = visible.slice(0, 20).map(child => [child, child.getBoundingClientRect().top]);
  change();
  const kept = places.find(([child]) => child.isConnected);
  if (kept) scrollBy({ top: kept[0].getBoundingClientRect().top - kept[1], behavior: "instant" });
};

const morph = (old, next) => {
  const left = new Set(old.children);
  const nodes = [...next.children].map(made => {
    const source = made.outerHTML;
    const all = [...left];
    const found = all.find(child => made.id !== "" && child.id === made.id && child.tagName === made.tagName)
      ?? all.find(child => sources.get(child) === source);
    if (!found) {
      const node = document.importNode(made, true);
      sources.set(node, source);
      return node;
    }
    left.delete(found);
    if (sources.get(found) !== source) {
      sources.set(found, source);
      refill(found, made);
    }
    return found;
  });
  for (const child of left) {
    const next = nodes.find(node => node.tagName === "DETAILS" && !node.isConnected);
    if (next && child.tagName === "DETAILS") next.open = child.open;
    child.remove();
  }
  nodes.forEach((node, index) => {
    if (old.children[index] !== node) old.insertBefore(node, old.children[index] ?? null);
  });
};

// Gives a cell or a heading its new contents, but keeps the answer that is being written in it.
const refill = (old, made) => {
  const answer = old.querySelector(":scope > .answer");
  const isAnswered = old.classList.contains("answered");
  old.className = made.className;
  if (isAnswered && answer) old.classList.add("answered");
  for (const child of [...old.childNodes]) if (child !== answer) child.remove();
  const nodes = [...made.childNodes].map(node => document.importNode(node, true));
  if (answer) answer.before(...nodes); else old.append(...nodes);
};

const decorate = () => {
  for (const cell of main.querySelectorAll(":scope > .cell")) {
    if (!note(cell)) continue;
    cell.classList.remove("changed");
    void cell.offsetWidth;
    cell.classList.add("changed");
  }
  placeAnswers();
};

if (main) {
  remember(main);
  for (const cell of main.querySelectorAll(":scope > .cell")) note(cell);
  readAnswers();
}
