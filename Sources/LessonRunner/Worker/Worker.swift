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
  private let channel: MessageChannel

  /// Creates a worker.
  ///
  /// - Parameters:
  ///   - lesson: the lesson to run.
  ///   - request: the runner's request.
  public init(_ lesson: CompiledLesson, _ request: WorkerRequest) {
    self.lesson = lesson
    self.request = request
    channel = MessageChannel(nonce: request.nonce)
  }

  /// Runs the lesson and ends the process.
  public func run() -> Never {
    guard lesson.cells.map(\.digest) == request.digests else {
      channel.send(.outdated)
      exit(0)
    }
    Lifeline.hide()
    Lifeline.endWithRunner()
    MemoryLimit.set(request.memoryLimit)
    // Line-buffered, so that the output before a trap arrives.
    setvbuf(stdout, nil, _IOLBF, 0)
    let keptValues = request.keptValues.map { KeptValueFiles($0, of: lesson, variant: request.variant) }
    LessonChannel.open(variant: request.variant, keptValues: keptValues) { message in
      switch message {
      case .figure(let figure): channel.send(.figure(figure))
      case .progress(let done, let total, let note): channel.send(.progress(done: done, total: total, note: note))
      case .kept(let outcome): channel.send(.kept(outcome))
      case .checkStarted(let isHidden): channel.send(.checkStarted(isHidden: isHidden))
      case .expectation(let expectation): channel.send(.expectation(expectation))
      case .toDo(let what): channel.send(.toDo(what))
      }
    }
    RuntimeCrash.prepareToNotice()
    let start = ContinuousClock.now
    let context = LessonContext(through: request.lastCell, triesStarter: request.triesStarter) { event in
      if request.waits, case .started(let index) = event {
        channel.send(.waiting(cell: index))
        Lifeline.waitForRunner()
      }
      if case .started(let index) = event { keptValues?.begin(index) }
      let time = start.duration(to: .now)
      // Another thread may be crashing: the cell must not be taken for one that ended well.
      RuntimeCrash.endIfUnderWay()
      channel.send(WorkerMessage(event, time: time))
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
      channel.send(.finished)
    } else if let running = context.current {
      channel.send(.returned(cell: running))
    }
    exit(0)
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
