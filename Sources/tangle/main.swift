// The tool that the build plugin runs:
//   tangle lesson LESSON.md SHOWN-PATH CELLS.swift TEXT.swift
//   tangle registry REGISTRY.swift (LESSON.md | SOURCE.swift | module.modulemap)...
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

func tangleLesson(_ path: String, shownAs file: String, cells: String, text: String) {
  let lesson = Lesson(reading: path, file: file)
  let problems = lesson.allProblems
  guard problems.isEmpty else {
    fail(problems.map { $0.rendered(file: file, source: lesson.source) }.joined())
  }
  do {
    let tangled = try TangledLesson(lesson)
    update(cells, with: tangled.cellsSource)
    update(text, with: tangled.textSource)
  } catch {
    fail(error.rendered(file: file, source: lesson.source))
  }
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "lesson" where arguments.count == 5:
  tangleLesson(arguments[1], shownAs: arguments[2], cells: arguments[3], text: arguments[4])
case "registry" where arguments.count >= 2:
  let files = arguments[2...]
  let source = registrySource(
    lessons: files.filter { $0.hasSuffix(".md") }.map(Lesson.name(ofFile:)),
    sources: files.filter { $0.hasSuffix(".swift") }, moduleMaps: files.filter { $0.hasSuffix(".modulemap") })
  update(arguments[1], with: source)
default:
  fail("usage: tangle lesson LESSON.md SHOWN-PATH CELLS.swift TEXT.swift | tangle registry REGISTRY.swift FILE...\n")
}
