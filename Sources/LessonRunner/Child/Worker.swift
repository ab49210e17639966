import LessonRuntime

#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// The side of a lesson's own process: runs the cells and tells the runner where it is.
public struct Worker: Sendable {
  private let lesson: CompiledLesson
  private let last: Int
  private let word: String
  private let memoryLimit: Int
  private let waits: Bool

  /// - Parameters:
  ///   - lesson: what to run.
  ///   - last: the index of the last cell to run.
  ///   - word: the random word that marks messages to the runner.
  ///   - memoryLimit: how much memory the process may take, in bytes.
  ///   - waits: whether each cell waits for the runner to let it run.
  public init(_ lesson: CompiledLesson, through last: Int, word: String, memoryLimit: Int, waits: Bool = false) {
    self.lesson = lesson
    self.last = last
    self.word = word
    self.memoryLimit = memoryLimit
    self.waits = waits
  }

  /// Runs the lesson and ends the process.
  public func run() -> Never {
    setsid()
    Lifeline.endWithRunner()
    MemoryLimit.set(memoryLimit)
    // By lines, so that what was printed before a trap arrives.
    setvbuf(stdout, nil, _IOLBF, 0)
    LessonChannel.open { tell(.note($0)) }
    let start = ContinuousClock.now
    let cursor = LessonCursor(through: last) { moment in
      if waits, case .started(let index) = moment {
        tell(.waiting(index))
        Lifeline.waitForRunner()
      }
      tell(.moment(moment, at: start.duration(to: .now)))
    }
    switch lesson.body {
    case .sync(let body):
      end(cursor, Result { try body(cursor) })
    case .async(let body):
      let executor = MainThreadExecutor()
      nonisolated(unsafe) let cursor = cursor
      Task.detached(executorPreference: executor) {
        do {
          try await body(cursor)
          end(cursor, .success(()))
        } catch {
          end(cursor, .failure(error))
        }
      }
      executor.run()
    }
  }

  private func end(_ cursor: LessonCursor, _ result: Result<Void, any Error>) -> Never {
    if case .failure(let error) = result { cursor.failed(with: error) }
    if cursor.isFinished {
      tell(.finished)
    } else if let running = cursor.current {
      tell(.returned(running))
    }
    exit(0)
  }

  private func tell(_ message: ChildMessage) {
    fflush(stdout)
    let line = "\u{1E}\(word) \(message.text)\n"
    let bytes = Array(line.utf8)
    fwrite(bytes, 1, bytes.count, stdout)
    fflush(stdout)
  }
}
