import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The standard input of a child process that lives as long as there is something to tell it.
///
/// What is sent is written in the background, so that a process that does not read holds nobody up.
package final class ProcessInput: Sendable {
  private enum State {
    /// The process has not been started; it will be sent these bytes.
    case waiting([UInt8])
    case open(Int32)
    case closed
  }

  private let state = Mutex(State.waiting([]))
  private let queue = DispatchQueue(label: "lessons.process-input")

  /// Creates the input of a process that has not been started.
  ///
  /// The program must ignore SIGPIPE, because the process may end at any time.
  package init() {}

  /// Sends bytes; they are lost if the process has ended, which is noticed elsewhere.
  package func send(_ bytes: [UInt8]) {
    queue.async { [self] in
      state.withLock { state in
        switch state {
        case .waiting(let earlier): state = .waiting(earlier + bytes)
        case .open(let pipe): _ = writeAll(bytes, to: pipe)
        case .closed: break
        }
      }
    }
  }

  /// Begins to write to a pipe, which this closes.
  func open(_ pipe: Int32) {
    queue.async { [self] in
      state.withLock { state in
        guard case .waiting(let bytes) = state else { return }
        state = .open(pipe)
        _ = writeAll(bytes, to: pipe)
      }
    }
  }

  /// Closes the pipe, once the process has ended.
  func close() {
    queue.async { [self] in
      state.withLock { state in
        if case .open(let pipe) = state { closeFile(pipe) }
        state = .closed
      }
    }
  }
}

// Inside the class, the name is that of its own method.
private func closeFile(_ descriptor: Int32) { close(descriptor) }
