// The answers to the exercises and questions of a page, which are the same as those in the learner's file.
import { post } from "./connection.js";
import { Choices } from "./choices.js";
import { Editor, setKeywords } from "./editor.js";

const answers = new Map();
let tasks = [];

export async function readAnswers() {
  if (!document.querySelector(".cell .task, .question .task")) return;
  try {
    const response = await post("tasks", {});
    if (!response.ok) return;
    const { tasks: read, keywords, problem } = await response.json();
    setKeywords(keywords);
    tasks = read;
    placeAnswers();
    for (const task of tasks) answers.get(task.id)?.read(task);
    if (problem) for (const answer of answers.values()) answer.say("failed", problem);
  } catch {
    // The event source says that the preview has ended.
  }
}

// Gives each exercise and each question on the page its place for an answer.
export const placeAnswers = () => {
  for (const task of tasks) {
    const place = document.getElementById(`cell-${task.id}`);
    if (!place) continue;
    let answer = answers.get(task.id);
    if (!answer) {
      answer = task.choices ? new Choices(task) : new Editor(task);
      answers.set(task.id, answer);
    }
    answer.place(place);
  }
};
