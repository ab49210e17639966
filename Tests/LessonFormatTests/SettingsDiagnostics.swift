// The problems of settings for a whole file, of documents and of their plain `swift` blocks, for `DiagnosticsTests`.
import LessonFormat

let settingsCases = [
  DiagnosticsCase(
    "an unknown setting", "# T\n\n<!-- lessons: timeout=5s 👉tolerence=1 -->\n",
    "unknown attribute 'tolerence': did you mean `tolerance`?"),
  DiagnosticsCase(
    "a setting that only a cell has", "# T\n\n<!-- lessons: 👉id=a -->\n",
    "unknown attribute 'id': a comment for the whole file takes tolerance, timeout, output, slow, needs, tags, swift"),
  DiagnosticsCase(
    "a malformed setting", "# T\n\n<!-- lessons: slow 👉x\"y -->\n", "cannot read `x\"y`: write `key`"),
  DiagnosticsCase("a setting without its value", "# T\n\n<!-- lessons: 👉timeout -->\n", "'timeout' needs a value"),
  DiagnosticsCase(
    "a bad value of a setting", "# T\n\n<!-- lessons:\n  swift=👉run -->\n",
    "'run' is not a valid value for 'swift', which takes `compile`"),
  DiagnosticsCase(
    "a setting that two comments give", "# T\n\n<!-- lessons: slow -->\n\n<!-- lessons: tags=a 👉slow -->\n",
    "'slow' is given twice"),
  DiagnosticsCase(
    "settings in a list", "# T\n\n- item\n\n  👉<!-- lessons: slow -->\n", "move this comment to the left margin"),
  DiagnosticsCase("settings in a quote", "# T\n\n> 👉<!-- lessons: slow -->\n", "move this comment to the left margin"),
  DiagnosticsCase(
    "a bad value in front matter", "---\nswift: 👉run\n---\n# T\n", "'run' is not a valid value for 'swift'"),
  DiagnosticsCase(
    "a plain block that is compiled, in a quote", "# T\n<!-- lessons: swift=compile -->\n\n> ```👉swift\n> f()\n> ```\n",
    "the `swift` block cannot be inside a quote"),
  DiagnosticsCase(
    "a plain block that is compiled and not closed", "# T\n<!-- lessons: swift=compile -->\n\n👉```swift\nf()\n",
    "the `swift` block is never closed"),
  DiagnosticsCase(
    "a plain block that is compiled and not closed, in a list",
    "# T\n<!-- lessons: swift=compile -->\n\n- item\n\n  👉```swift\n  f()\n\nText\n",
    "the `swift` block is never closed"),
  DiagnosticsCase(
    "plain blocks that are not compiled, in containers and not closed",
    "# T\n\n> ```swift\n> f()\n> ```\n\n- ```swift\n  f()\n\nText\n"),
  DiagnosticsCase(
    "a document without a title, with any name, and with cells without ids",
    "Text\n\n```swift cell\n```\n\n```swift-cell\n```\n", file: "My \"page\".md", form: .document),
  DiagnosticsCase(
    "the number of a cell as the name of another", "```swift cell id=cell-2\n```\n\n```👉swift cell\n```\n",
    "the id 'cell-2' is already used on line 1", form: .document),
]
