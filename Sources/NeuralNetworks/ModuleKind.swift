import Synchronization

/// What a module's type says about it: which getters it has itself, and which are this library's.
struct ModuleKind {
  /// Whether the parameters and parts are those that the properties hold.
  private(set) var isFound = false
  /// Whether neither parameters nor parts can be left out.
  private(set) var isComplete: Bool
  /// Whether `isTraining` is more than what the parts say, so that it has to be set and restored.
  private(set) var isSwitched = true

  /// Each type is asked once: all its instances have the same getters, a subclass's those of its superclass.
  private static let known = Mutex<[ObjectIdentifier: ModuleKind]>([:])

  init(of module: any Module) {
    let type = ObjectIdentifier(type(of: module))
    if let kind = Self.known.withLock({ $0[type] }) {
      self = kind
      return
    }
    isComplete = module is any ListedModule
    // A module's own getter may lead here again. It then gets what is right for every module, but slower.
    Self.known.withLock { [self] in $0[type] = self }
    isFound =
      GetterProbe.findsDefault(.parts, of: module) { _ = module.parts }
      && GetterProbe.findsDefault(.ownParameters, of: module) { _ = module.ownParameters }
    isComplete = isComplete || isFound
    isSwitched = !GetterProbe.findsDefault(.isTraining, of: module) { _ = module.isTraining }
    Self.known.withLock { [self] in $0[type] = self }
  }
}

/// Asks one module whether a getter is the one that the protocol's extension has.
final class GetterProbe: Sendable {
  enum Getter { case ownParameters, parts, isTraining }

  @TaskLocal private static var current: GetterProbe?

  private let getter: Getter
  private let module: ObjectIdentifier
  private let isAnswered = Mutex(false)

  private init(_ getter: Getter, of module: any Module) {
    self.getter = getter
    self.module = ObjectIdentifier(module)
  }

  /// Whether a call of a module's getter reaches the extension's.
  fileprivate static func findsDefault(_ getter: Getter, of module: any Module, call: () -> Void) -> Bool {
    let probe = GetterProbe(getter, of: module)
    $current.withValue(probe, operation: call)
    return probe.isAnswered.withLock { $0 }
  }

  /// Whether the extension's getter is called only to find out that it is; its value is then not used.
  ///
  /// A module's own getter may ask its parts, which then answer as always.
  static func isAsking(_ getter: Getter, of module: some Module) -> Bool {
    guard let current, current.getter == getter, current.module == ObjectIdentifier(module) else { return false }
    current.isAnswered.withLock { $0 = true }
    return true
  }
}
