import LessonRuntime

#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// The part of the program that runs in a lesson's own process: it runs the cells and sends messages to the runner.
public struct Worker: Sendable {
  private let lesson: CompiledLesson
  private let request: WorkerRequest

  /// Creates a worker.
  ///
  /// - Parameters:
  ///   - lesson: the lesson to run.
  ///   - request: the runner's request.
  public init(_ lesson: CompiledLesson, _ request: WorkerRequest) {
    self.lesson = lesson
    self.request = request
  }

  /// Runs the lesson and ends the process.
  public func run() -> Never {
    guard lesson.cells.map(\.digest) == request.digests else {
      send(.outdated)
      exit(0)
    }
    Lifeline.endWithRunner()
    MemoryLimit.set(request.memoryLimit)
    // Line-buffered, so that the output before a trap arrives.
    setvbuf(stdout, nil, _IOLBF, 0)
    LessonChannel.open(variant: request.variant) { message in
      switch message {
      case .figure(let figure): send(.figure(figure))
      case .progress(let done, let total): send(.progress(done: done, total: total))
      }
    }
    let start = ContinuousClock.now
    let context = LessonContext(through: request.lastCell) { event in
      if request.waits, case .started(let index) = event {
        send(.waiting(cell: index))
        Lifeline.waitForRunner()
      }
      send(WorkerMessage(event, time: start.duration(to: .now)))
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
      send(.finished)
    } else if let running = context.current {
      send(.returned(cell: running))
    }
    exit(0)
  }

  private func send(_ message: WorkerMessage) {
    guard let bytes = try? WorkerStream.bytes(of: message, nonce: request.nonce) else {
      fatalError("cannot encode a message to the runner: \(message)")
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
