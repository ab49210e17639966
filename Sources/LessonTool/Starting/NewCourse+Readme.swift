import LessonPresentation

extension NewCourse {
  var readme: String {
    """
    # \(name.title)

    A course whose lessons are Markdown files. Their code is compiled and run, and their outputs are checked.

    ## Set up

    You need Swift 6.2 or later, and a parser for Markdown:

    ```sh
    sudo apt-get install libcmark-gfm-dev libcmark-gfm-extensions-dev pkg-config   # Debian, Ubuntu
    brew install cmark-gfm                                                         # macOS
    ```

    The first build takes a few minutes; later ones take seconds.

    ## Read and practise

    ```sh
    \(reading)
    ```

    ## Write

    ```sh
    \(writing)
    ```

    `\(program) help` lists all commands, and \(documentation) describes lessons, exercises and pages.

    ## Publish

    The workflow in `.github/workflows/ci.yml` builds, tests and checks the course after each push. From the branch `main`, it also
    publishes the web site: choose *GitHub Actions* as the source in the repository's settings, under *Pages*.

    """
  }

  private var program: String { "swift run \(name.program)" }

  private var reading: String {
    Self.table([
      ("\(program) list", "lists the lessons"),
      ("\(program) run 01", "runs the first one"),
      ("\(program) run 01 --step", "runs it cell by cell: ? lists the keys"),
      ("\(program) practice 02", "opens an exercise, and judges your answer whenever you save it"),
    ])
  }

  private var writing: String {
    Self.table([
      ("\(program) new 03-more", "makes a lesson to start from"),
      ("swift build", "compiles the lessons"),
      ("\(program) watch 03", "builds and runs a lesson whenever you save it"),
      ("\(program) lint", "finds mistakes in the lessons' files without running them"),
      ("\(program) check", "compares what the cells print with what the lessons say"),
      ("\(program) record", "writes what the cells print into the lessons"),
      ("swift test", "does what check does: each cell is a test"),
      ("swift test --filter 01-first-cells", "tests one lesson"),
      ("\(program) render --to html", "makes a web site in Output/html"),
    ])
  }

  /// Returns commands, a line each, with what they do in a column of its own.
  private static func table(_ rows: [(command: String, effect: String)]) -> String {
    let width = rows.map(\.command.count).max() ?? 0
    return rows.map { "\($0.command.padded(to: width))  # \($0.effect)" }.joined(separator: "\n")
  }

  /// Where the documentation of `lessons` is.
  private var documentation: String {
    if let page = source.webPage { return "[the documentation of `\(source.identity)`](\(page))" }
    return "the folder `Documentation` of the package `\(source.identity)`"
  }
}
