import CKernels
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Worker threads that take pieces of a job, as the calling thread does.
///
/// A worker that has just finished a job spins for some microseconds before it sleeps, as the next operation usually follows soon. The
/// calling thread never waits for a sleeping worker: it takes all pieces that no worker takes. Each thread begins with the same part of
/// the pieces every time, whose data its caches are likely to hold, and then helps the others.
final class ThreadPool: @unchecked Sendable {
  /// How often a worker looks for a job before it sleeps: about a tenth of a millisecond.
  private static let spinLimit = 4000

  private let workerCount: Int
  private let stackSize: Int
  /// Whether a job is running; other threads do theirs alone meanwhile.
  private let isBusy = Atomic(false)
  private let hasStarted = Atomic(false)
  /// The number of jobs so far.
  private let jobs = Atomic<Int>(0)
  /// Whether pieces of the current job may still be taken.
  private let isOpen = Atomic(false)
  /// The number of workers that take pieces of the current job.
  private let active = Atomic<Int>(0)
  /// The next of each thread's own pieces; first those of the calling thread.
  private var nextPieces: [Counter]
  /// The number of workers that have started.
  private let started = Atomic<Int>(0)
  /// The number of workers that sleep.
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

  /// A pool of workers, which are started by the first job.
  ///
  /// - Parameters:
  ///   - workerCount: the number of workers; fewer are started where the system allows no more.
  ///   - stackSize: the bytes of each worker's stack. A kernel takes up to 20 kB. Linux alone would give each 8 MB, which a limit on the program's
  ///     memory counts.
  init(workerCount: Int, stackSize: Int = 128 << 10) {
    self.workerCount = workerCount
    self.stackSize = stackSize
    nextPieces = (0...workerCount).map { _ in Counter() }
    pthread_mutex_init(&lock, nil)
    pthread_cond_init(&wakes, nil)
  }

  /// Does all pieces of a job, and returns when they are done.
  func run(_ pieces: Int, _ work: (Int) -> Void) {
    guard workerCount > 0, isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
      for piece in 0..<pieces { work(piece) }
      return
    }
    defer { isBusy.store(false, ordering: .releasing) }
    if !hasStarted.exchange(true, ordering: .relaxed) { start() }
    withoutActuallyEscaping(work) { work in
      (self.pieces, self.work) = (pieces, work)
      for (thread, next) in nextPieces.enumerated() { next.value.store(firstPiece(of: thread), ordering: .relaxed) }
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

  /// Keeps the workers that are about to be woken away from this thread's processor.
  private func keepApart() {
    #if os(Linux)
      for thread in threads { _ = ck_keep_apart(thread) }
    #endif
  }

  /// The first of a thread's own pieces.
  private func firstPiece(of thread: Int) -> Int { pieces * thread / nextPieces.count }

  /// Takes a thread's own pieces, then what is left of the others'.
  private func takePieces(_ thread: Int) {
    guard let work else { return }
    for turn in nextPieces.indices {
      let other = (thread + turn) % nextPieces.count
      let end = firstPiece(of: other + 1)
      while case let piece = nextPieces[other].value.add(1, ordering: .relaxed).oldValue, piece < end { work(piece) }
    }
  }

  private func start() {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var workers = 0
    while workers < workerCount, startWorker(&attributes) { workers += 1 }
    nextPieces.removeLast(workerCount - workers)
  }

  /// Starts a worker; false where the system refuses.
  private func startWorker(_ attributes: inout pthread_attr_t) -> Bool {
    let pool = Unmanaged.passRetained(self)
    #if os(Linux)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, &attributes,
        { pool in pool.flatMap { Unmanaged<ThreadPool>.fromOpaque($0).takeUnretainedValue().workerLoop() } },
        pool.toOpaque())
      if code == 0 { threads.append(thread) }
    #else
      var thread: pthread_t?
      let code = pthread_create(
        &thread, &attributes,
        { pool in Unmanaged<ThreadPool>.fromOpaque(pool).takeUnretainedValue().workerLoop() }, pool.toOpaque())
    #endif
    if code != 0 { pool.release() }
    return code == 0
  }

  /// Takes pieces of one job after the other, for ever.
  private func workerLoop() -> UnsafeMutableRawPointer? {
    let worker = started.add(1, ordering: .relaxed).newValue
    var seen = jobs.load(ordering: .sequentiallyConsistent) - 1
    while true {
      seen = nextJob(after: seen)
      active.add(1, ordering: .sequentiallyConsistent)
      // The job may be over by now, and `work` gone with it.
      if isOpen.load(ordering: .sequentiallyConsistent) { takePieces(worker) }
      active.subtract(1, ordering: .sequentiallyConsistent)
    }
  }

  private func nextJob(after seen: Int) -> Int {
    for _ in 0..<Self.spinLimit {
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

  /// Leaves the processor core's resources to its other hardware thread for a moment.
  private func pause() { ck_pause() }
}
