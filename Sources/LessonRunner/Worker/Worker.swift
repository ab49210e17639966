import LessonRuntime

#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// A lesson's own process: runs the cells and tells the runner where it is.
public struct Worker: Sendable {
  private let lesson: CompiledLesson
  private let request: WorkerRequest

  /// - Parameters:
  ///   - lesson: what to run.
  ///   - request: what the runner asked.
  public init(_ lesson: CompiledLesson, _ request: WorkerRequest) {
    self.lesson = lesson
    self.request = request
  }

  /// Runs the lesson and ends the process.
  public func run() -> Never {
    guard lesson.cells.map(\.digest) == request.digests else {
      tell(.outdated)
      exit(0)
    }
    Lifeline.endWithRunner()
    MemoryLimit.set(request.memoryLimit)
    // By lines, so that what was printed before a trap arrives.
    setvbuf(stdout, nil, _IOLBF, 0)
    LessonChannel.open(variant: request.variant) { message in
      switch message {
      case .figure(let figure): tell(.figure(figure))
      case .progress(let done, let total): tell(.progress(done: done, total: total))
      }
    }
    let start = ContinuousClock.now
    let context = LessonContext(through: request.lastCell) { event in
      if request.waits, case .started(let index) = event {
        tell(.waiting(cell: index))
        Lifeline.waitForRunner()
      }
      tell(WorkerMessage(event, time: start.duration(to: .now)))
    }
    switch lesson.body {
    case .sync(let body):
      end(context, Result { try body(context) })
    case .async(let body):
      let executor = MainThreadExecutor()
      nonisolated(unsafe) let context = context
      Task.detached(executorPreference: executor) {
        do {
          try await body(context)
          end(context, .success(()))
        } catch {
          end(context, .failure(error))
        }
      }
      executor.run()
    }
  }

  private func end(_ context: LessonContext, _ result: Result<Void, any Error>) -> Never {
    if case .failure(let error) = result { context.failed(with: error) }
    if context.isFinished {
      tell(.finished)
    } else if let running = context.current {
      tell(.returned(cell: running))
    }
    exit(0)
  }

  private func tell(_ message: WorkerMessage) {
    guard let bytes = try? WorkerStream.bytes(of: message, nonce: request.nonce) else {
      fatalError("a message to the runner cannot be written: \(message)")
    }
    fflush(stdout)
    fwrite(bytes, 1, bytes.count, stdout)
    fflush(stdout)
  }
}

extension WorkerMessage {
  fileprivate init(_ event: CellEvent, time: Duration) {
    self =
      switch event {
      case .started(let cell): .started(cell: cell, time: time)
      case .ended(let cell): .ended(cell: cell, time: time)
      case .threw(let cell, let description): .threw(cell: cell, description: description, time: time)
      }
  }
}
