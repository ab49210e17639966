// What the scripts of a page need to talk with the preview.

// The address that `preview` prints has the token; the other pages of this address find it in the browser's storage.
const address = new URL(location.href);
const given = address.searchParams.get("token");
if (given !== null) {
  localStorage.setItem("lessons-token", given);
  address.searchParams.delete("token");
  history.replaceState(null, "", address);
}
export const token = given ?? localStorage.getItem("lessons-token") ?? "";
export const path = location.pathname;
export const lesson = decodeURIComponent(path.replace(/^\//, "").replace(/\.html$/, ""));

export const element = (tag, name, text) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
};

export const post = (action, body, options = {}) => fetch(`/-/${action}`, {
  method: "POST", headers: { "Content-Type": "application/json", "Lessons-Token": token },
  body: JSON.stringify({ lesson, ...body }), ...options,
});
