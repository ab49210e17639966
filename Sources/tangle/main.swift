// The tool that the build plugin runs:
//   tangle lesson LESSON.md SHOWN-PATH CELLS.swift TEXT.swift
//   tangle document FILE.md SHOWN-PATH CELLS.swift TEXT.swift SUITE.swift
//   tangle no-cells FILE.md SHOWN-PATH NOTHING.swift
//   tangle suite LESSON.md SHOWN-PATH SUITE.swift
//   tangle tests TESTS.swift PACKAGE-ROOT has-documents|no-documents MODULE...
//   tangle registry|internal-registry REGISTRY.swift (LESSON.md | SOURCE.swift | module.modulemap)...
import LessonFormat
import LessonTangle

#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

func fail(_ message: String) -> Never {
  fputs(message, stderr)
  exit(1)
}

/// Writes a file unless it already has this text, so that an unchanged file is not compiled again.
func update(_ path: String, with text: String) {
  let bytes = Array(text.utf8)
  if (try? FileReader.bytes(of: path)) == bytes { return }
  guard let file = fopen(path, "wb"), fwrite(bytes, 1, bytes.count, file) == bytes.count, fclose(file) == 0 else {
    fail("\(path): error: cannot write: \(String(cString: strerror(errno)))\n")
  }
}

func tangleLesson(
  _ path: String, shownAs file: String, as form: Lesson.Form, cells: String, text: String, suite: String? = nil
) {
  let lesson = Lesson(reading: path, file: file, as: form)
  let problems = lesson.allProblems
  guard problems.isEmpty else {
    fail(problems.map { $0.rendered(file: file, source: lesson.source) }.joined())
  }
  do {
    let tangled = try TangledLesson(lesson)
    update(cells, with: tangled.cellsSource)
    update(text, with: tangled.textSource)
    if let suite { update(suite, with: TestSuiteSource(lesson).source) }
  } catch {
    fail(error.rendered(file: file, source: lesson.source))
  }
}

/// Writes the suite for a lesson that another target compiles, which also says what is wrong with it.
func writeSuite(_ path: String, shownAs file: String, to suite: String) {
  let lesson = Lesson(reading: path, file: file)
  update(suite, with: lesson.problems.isEmpty ? TestSuiteSource(lesson).source : "")
}

/// Fails if a file that has the name of another tested one has cells.
func requireNoCells(_ path: String, shownAs file: String, nothing: String) {
  let document = Lesson(reading: path, file: file, as: .document)
  if let line = document.cells.first?.line ?? document.examples.first?.fence.lines.lowerBound {
    fail(
      "\(file):\(line):1: error: another tested file is named \(document.name).md, too: rename one of them, or test them in different test targets\n"
    )
  }
  update(nothing, with: "")
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "lesson" where arguments.count == 5:
  tangleLesson(arguments[1], shownAs: arguments[2], as: .lesson, cells: arguments[3], text: arguments[4])
case "document" where arguments.count == 6:
  tangleLesson(
    arguments[1], shownAs: arguments[2], as: .document, cells: arguments[3], text: arguments[4], suite: arguments[5])
case "no-cells" where arguments.count == 4:
  requireNoCells(arguments[1], shownAs: arguments[2], nothing: arguments[3])
case "suite" where arguments.count == 4:
  writeSuite(arguments[1], shownAs: arguments[2], to: arguments[3])
case "tests" where arguments.count >= 4:
  let source = testRegistrySource(
    hasDocuments: arguments[3] == "has-documents", modules: Array(arguments[4...]), root: arguments[2])
  update(arguments[1], with: source)
case "registry" where arguments.count >= 2, "internal-registry" where arguments.count >= 2:
  let files = arguments[2...]
  let source = registrySource(
    lessons: files.filter { $0.hasSuffix(".md") }.map(Lesson.name(ofFile:)),
    sources: files.filter { $0.hasSuffix(".swift") }, moduleMaps: files.filter { $0.hasSuffix(".modulemap") },
    isPublic: arguments[0] == "registry")
  update(arguments[1], with: source)
default:
  fail("usage: see the beginning of this tool's source\n")
}
