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
///
/// A job of some microseconds must not spend them on moving cache lines between cores: what a thread writes lies in a line of its own, and
/// one line tells all workers of a job.
final class ThreadPool: @unchecked Sendable {
  /// How often a worker looks for a job before it sleeps: about a tenth of a millisecond.
  private static let spinLimit = 4000

  private let workerCount: Int
  private let stackSize: Int
  /// The current job, and what each thread has taken of it; that of the calling thread comes first.
  private let board: UnsafeMutablePointer<Board>
  private let lanes: UnsafeMutablePointer<Lane>
  /// The calling thread and the workers that the system has allowed.
  private var threadCount: Int
  private var work: ((Int) -> Void)?
  /// The pieces of all jobs so far.
  private var allPieces = 0
  /// Whether a job is running; other threads do theirs alone meanwhile.
  private let isBusy = Atomic(false)
  private let hasStarted = Atomic(false)
  /// The number of workers that have started.
  private let started = Atomic<Int>(0)
  private var lock = pthread_mutex_t()
  private var wakes = pthread_cond_t()
  #if os(Linux)
    private var threads: [pthread_t] = []
  #endif

  /// What the calling thread tells the workers.
  private struct Board: ~Copyable {
    /// The current ``Job``.
    let job = Atomic<UInt>(0)
    /// The number of workers that sleep.
    let sleepers = Atomic<Int>(0)
    private let padding: (SIMD8<Int>, SIMD8<Int>) = (.zero, .zero)
  }

  /// What one thread tells the others.
  private struct Lane: ~Copyable {
    /// The ``Job`` of which a piece was last taken from the thread's own ones, with the number of the next piece in place of their number.
    let taken = Atomic<UInt>(0)
    /// How many pieces the thread has done in all jobs so far.
    let done = Atomic<Int>(0)
    private let padding: (SIMD8<Int>, SIMD8<Int>) = (.zero, .zero)
  }

  /// A job's number in the upper bits, and the number of its pieces in the lower ones: so that a thread which is late takes nothing of
  /// another job.
  private struct Job {
    static let pieceBits = 16
    let bits: UInt

    init(bits: UInt) { self.bits = bits }
    init(_ number: UInt, _ pieces: Int) { bits = number << Self.pieceBits | UInt(pieces) }

    var number: UInt { bits >> Self.pieceBits }
    var pieces: Int { Int(bits & (1 << Self.pieceBits - 1)) }
  }

  /// A pool of workers, which are started by the first job.
  ///
  /// - Parameters:
  ///   - workerCount: the number of workers; fewer are started where the system allows no more.
  ///   - stackSize: the bytes of each worker's stack. A kernel takes up to 134 kB. Linux alone would give each 8 MB, which a limit on the program's
  ///     memory counts.
  init(workerCount: Int, stackSize: Int = 256 << 10) {
    self.workerCount = workerCount
    self.stackSize = stackSize
    threadCount = workerCount + 1
    board = .allocate(capacity: 1)
    board.initialize(to: Board())
    lanes = .allocate(capacity: threadCount)
    for thread in 0..<threadCount { (lanes + thread).initialize(to: Lane()) }
    pthread_mutex_init(&lock, nil)
    pthread_cond_init(&wakes, nil)
  }

  /// Does all pieces of a job, and returns when they are done.
  func run(_ pieces: Int, _ work: (Int) -> Void) {
    guard workerCount > 0, pieces < 1 << Job.pieceBits,
      isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
    else {
      for piece in 0..<pieces { work(piece) }
      return
    }
    defer { isBusy.store(false, ordering: .releasing) }
    if !hasStarted.exchange(true, ordering: .relaxed) { start() }
    withoutActuallyEscaping(work) { work in
      self.work = work
      allPieces += pieces
      let job = Job(Job(bits: board.pointee.job.load(ordering: .relaxed)).number &+ 1, pieces)
      board.pointee.job.store(job.bits, ordering: .sequentiallyConsistent)
      if board.pointee.sleepers.load(ordering: .sequentiallyConsistent) > 0 { wake() }
      takePieces(of: job, 0)
      // Each piece is taken by now.
      while done() < allPieces { pause() }
      self.work = nil
    }
  }

  /// The number of pieces that were done in all jobs.
  private func done() -> Int {
    var sum = 0
    for thread in 0..<threadCount { sum += lanes[thread].done.load(ordering: .acquiring) }
    return sum
  }

  private func wake() {
    #if os(Linux)
      // Away from this thread's processor.
      for thread in threads { _ = ck_keep_apart(thread) }
    #endif
    pthread_mutex_lock(&lock)
    pthread_cond_broadcast(&wakes)
    pthread_mutex_unlock(&lock)
  }

  /// Takes a thread's own pieces, then what is left of the others'.
  private func takePieces(of job: Job, _ thread: Int) {
    var count = 0
    for turn in 0..<threadCount {
      let other = thread + turn < threadCount ? thread + turn : thread + turn - threadCount
      while let piece = nextPiece(of: job, from: other) {
        work?(piece)
        count += 1
      }
    }
    if count > 0 { lanes[thread].done.add(count, ordering: .releasing) }
  }

  /// Takes the next of a thread's own pieces; nil where none is left, or the job is over.
  private func nextPiece(of job: Job, from thread: Int) -> Int? {
    let first = job.pieces * thread / threadCount
    let end = job.pieces * (thread + 1) / threadCount
    var last = Job(bits: lanes[thread].taken.load(ordering: .relaxed))
    while true {
      if last.number > job.number { return nil }
      let next = last.number == job.number ? last.pieces : first
      guard next < end else { return nil }
      let (isTaken, now) = lanes[thread].taken.weakCompareExchange(
        expected: last.bits, desired: Job(job.number, next + 1).bits, ordering: .relaxed)
      if isTaken { return next }
      last = Job(bits: now)
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
    threadCount = workers + 1
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
    var seen: UInt = 0
    while true {
      let job = nextJob(after: seen)
      seen = job.number
      takePieces(of: job, worker)
    }
  }

  private func nextJob(after seen: UInt) -> Job {
    for _ in 0..<Self.spinLimit {
      let job = Job(bits: board.pointee.job.load(ordering: .acquiring))
      if job.number != seen { return job }
      pause()
    }
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    board.pointee.sleepers.add(1, ordering: .sequentiallyConsistent)
    defer { board.pointee.sleepers.subtract(1, ordering: .sequentiallyConsistent) }
    while true {
      let job = Job(bits: board.pointee.job.load(ordering: .sequentiallyConsistent))
      if job.number != seen { return job }
      pthread_cond_wait(&wakes, &lock)
    }
  }

  /// Leaves the processor core's resources to its other hardware thread for a moment.
  private func pause() { ck_pause() }
}
