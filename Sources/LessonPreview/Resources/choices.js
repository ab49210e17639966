import { element, post } from "./connection.js";

// Says how to answer on this page, instead of in a terminal.
export const say = (place, kind, text) => {
  place.querySelector(".task")?.replaceChildren(element("strong", "", kind), ` ${text}`);
};

// An answer to a task, and below it what has become of it.
export class Answer {
  constructor(task) {
    this.id = task.id;
    this.box = element("div", "answer");
    this.verdict = element("div", "answer-verdict");
    this.verdict.setAttribute("role", "status");
  }

  say(status, title, lines = [], output = "") {
    this.verdict.className = `answer-verdict ${status}`;
    this.verdict.replaceChildren(element("p", "", title));
    if (lines.length) this.verdict.append(element("pre", "", lines.join("\n")));
    if (!output) return;
    const printed = element("div", "output");
    // The server has escaped it, as it escapes the outputs of cells.
    printed.innerHTML = output;
    this.verdict.append(printed);
  }

  show({ status, title, lines, output }) { this.say(status === "solved" ? "pass" : "fail", title, lines, output); }
}

// A question: its list of choices becomes one to choose from.
export class Choices extends Answer {
  place(question) {
    say(question, "Question.", "Choose an answer.");
    const items = [...([...question.querySelectorAll("ol, ul")].pop()?.children ?? [])];
    if (!question.contains(this.verdict)) question.append(this.verdict);
    items.forEach((item, index) => {
      if (item.querySelector("input[type=radio]")) return;
      const [label, button] = [element("label"), element("input")];
      Object.assign(button, { type: "radio", name: `question-${this.id}` });
      button.addEventListener("change", () => this.choose(index));
      label.append(button, ...item.childNodes);
      item.replaceChildren(label);
    });
    question.classList.add("answered");
    this.buttons = items.map(item => item.querySelector("input[type=radio]"));
    this.tick();
  }

  read(task) {
    this.task = task;
    this.tick();
    if (task.judged) this.show(task.judged);
  }

  tick() { this.task?.choices.forEach((choice, index) => {
    if (this.buttons?.[index]) this.buttons[index].checked = choice.isTicked;
  }); }

  async choose(choice) {
    try {
      const response = await post("tick", { id: this.id, choice });
      const result = await response.json();
      if (!response.ok) return this.say("failed", result.problem);
      this.show(result);
    } catch { this.say("failed", "This is not kept, because the preview has ended."); }
  }
}
