import CKernels
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads that wait for work, and take pieces of it beside the one that has it.
///
/// A thread that has just worked looks for more for some microseconds before it sleeps, as the next operation is mostly near. Whoever
/// shares work does it alone where nobody comes: nothing waits for a thread that sleeps. Each thread begins with the same part of the
/// pieces every time, so that it finds in its caches what it wrote there, and then helps the others.
final class Crew: @unchecked Sendable {
  /// How often a thread looks for work before it sleeps: about a tenth of a millisecond.
  private static let patience = 4000

  private let size: Int
  /// Whether somebody shares work; others do theirs alone meanwhile.
  private let isTaken = Atomic(false)
  private let hasStarted = Atomic(false)
  /// Counts the jobs.
  private let jobs = Atomic<Int>(0)
  /// Whether pieces of the last job may still be taken.
  private let isOpen = Atomic(false)
  /// How many threads are at the last job.
  private let active = Atomic<Int>(0)
  /// For whoever shares work, and then for each thread: the next of the pieces that are its own.
  private let nextPieces: [Counter]
  /// How many threads have begun.
  private let begun = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)
  private var pieces = 0
  private var work: ((Int) -> Void)?
  private var lock = pthread_mutex_t()
  private var wakes = pthread_cond_t()
  #if os(Linux)
    private var threads: [pthread_t] = []
  #endif

  private final class Counter {
    let value = Atomic<Int>(0)
  }

  /// A crew of so many threads, which begin with the first job.
  init(_ size: Int) {
    self.size = size
    nextPieces = (0...size).map { _ in Counter() }
    pthread_mutex_init(&lock, nil)
    pthread_cond_init(&wakes, nil)
  }

  /// Does all pieces of some work, together with the crew, and returns when they are done.
  func share(_ pieces: Int, _ work: (Int) -> Void) {
    guard size > 0, isTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
      for piece in 0..<pieces { work(piece) }
      return
    }
    defer { isTaken.store(false, ordering: .releasing) }
    if !hasStarted.exchange(true, ordering: .relaxed) { start() }
    withoutActuallyEscaping(work) { work in
      (self.pieces, self.work) = (pieces, work)
      for (member, next) in nextPieces.enumerated() { next.value.store(firstPiece(of: member), ordering: .relaxed) }
      isOpen.store(true, ordering: .sequentiallyConsistent)
      jobs.add(1, ordering: .sequentiallyConsistent)
      if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
        keepApart()
        pthread_mutex_lock(&lock)
        pthread_cond_broadcast(&wakes)
        pthread_mutex_unlock(&lock)
      }
      takePieces(0)
      isOpen.store(false, ordering: .sequentiallyConsistent)
      while active.load(ordering: .sequentiallyConsistent) > 0 { pause() }
      self.work = nil
    }
  }

  /// Keeps the threads that are to be woken away from this one's processor.
  private func keepApart() {
    #if os(Linux)
      for thread in threads { _ = ck_keep_apart(thread) }
    #endif
  }

  /// The first of the pieces that a member begins with.
  private func firstPiece(of member: Int) -> Int { pieces * member / nextPieces.count }

  /// Takes a member's own pieces, then those that are left of the others'.
  private func takePieces(_ member: Int) {
    guard let work else { return }
    for turn in nextPieces.indices {
      let other = (member + turn) % nextPieces.count
      let end = firstPiece(of: other + 1)
      while case let piece = nextPieces[other].value.add(1, ordering: .relaxed).oldValue, piece < end { work(piece) }
    }
  }

  private func start() {
    for _ in 0..<size {
      let crew = Unmanaged.passRetained(self).toOpaque()
      #if os(Linux)
        var thread = pthread_t()
        pthread_create(
          &thread, nil, { crew in crew.flatMap { Unmanaged<Crew>.fromOpaque($0).takeUnretainedValue().attend() } }, crew
        )
        pthread_detach(thread)
        threads.append(thread)
      #else
        var thread: pthread_t?
        pthread_create(&thread, nil, { crew in Unmanaged<Crew>.fromOpaque(crew).takeUnretainedValue().attend() }, crew)
        if let thread { pthread_detach(thread) }
      #endif
    }
  }

  /// What a thread of the crew does for ever.
  private func attend() -> UnsafeMutableRawPointer? {
    let member = begun.add(1, ordering: .relaxed).newValue
    var seen = jobs.load(ordering: .sequentiallyConsistent) - 1
    while true {
      seen = nextJob(after: seen)
      active.add(1, ordering: .sequentiallyConsistent)
      // The job that was seen may be over, and its work gone with it.
      if isOpen.load(ordering: .sequentiallyConsistent) { takePieces(member) }
      active.subtract(1, ordering: .sequentiallyConsistent)
    }
  }

  private func nextJob(after seen: Int) -> Int {
    for _ in 0..<Self.patience {
      let job = jobs.load(ordering: .acquiring)
      if job != seen { return job }
      pause()
    }
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    sleepers.add(1, ordering: .sequentiallyConsistent)
    defer { sleepers.subtract(1, ordering: .sequentiallyConsistent) }
    while true {
      let job = jobs.load(ordering: .sequentiallyConsistent)
      if job != seen { return job }
      pthread_cond_wait(&wakes, &lock)
    }
  }

  /// Lets a processor's other work go before for a moment.
  private func pause() { ck_pause() }
}
