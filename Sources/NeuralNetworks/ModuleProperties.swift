import Synchronization
import Tensors

/// A module of this library: it lists all that it holds, as finding that in its properties takes fifty times as long.
protocol ListedModule: Module {}

/// The parameters and modules in a module's stored properties, with the properties' names.
struct ModuleProperties {
  private(set) var parameters: [(name: String, tensor: Tensor)] = []
  private(set) var parts: [(name: String, module: any Module)] = []

  /// Finds them in the order of their declarations, those of a superclass first.
  init(of module: some Module) {
    let mirrors = sequence(first: Mirror(reflecting: module), next: \.superclassMirror)
    for mirror in Array(mirrors).reversed() {
      for case (let name?, let value) in mirror.children { add(value, named: name) }
    }
  }

  private mutating func add(_ value: Any, named name: String) {
    switch value {
    case let module as any Module: parts.append((name, module))
    case let tensor as Tensor: if tensor.isParameter { parameters.append((name, tensor)) }
    case _ where EmptyTypes.contain(type(of: value)): break
    case let holder as any Holder: for (key, value) in holder.held { add(value, named: "\(name).\(key)") }
    default:
      let mirror = Mirror(reflecting: value)
      guard mirror.displayStyle == .tuple else { return EmptyTypes.insert(type(of: value)) }
      for case (let key?, let value) in mirror.children {
        // An element without a label is called `.0`.
        add(value, named: "\(name).\(key.first == "." ? String(key.dropFirst()) : key)")
      }
    }
  }
}

/// Types whose values neither are nor hold modules or parameters, which takes longer to find out than to remember.
private enum EmptyTypes {
  private static let known = Mutex<Set<ObjectIdentifier>>([])

  static func contain(_ type: Any.Type) -> Bool { known.withLock { $0.contains(ObjectIdentifier(type)) } }

  /// Remembers a type one of whose values holds nothing, if that says all about the others.
  static func insert(_ type: Any.Type) {
    // An optional and an AnyHashable are what they wrap, an object may be of a subclass, and a mirror of one's own can change.
    guard !(type is any Wrapper.Type || type is AnyClass || type is any CustomReflectable.Type) else { return }
    known.withLock { _ = $0.insert(ObjectIdentifier(type)) }
  }
}

/// A type whose values a cast unwraps.
private protocol Wrapper {}

extension Optional: Wrapper {}
extension AnyHashable: Wrapper {}

/// A collection that may hold modules or parameters.
private protocol Holder {
  /// What is held, with the keys that PyTorch gives it; nothing if it cannot be modules or parameters.
  var held: [(key: String, value: Any)] { get }
}

extension Holder {
  /// Whether something can be a module or a parameter, or hold some: a table of a million numbers is not searched.
  fileprivate static func isOfInterest(_ value: Any?) -> Bool {
    value is any Module || value is Tensor || value is any Holder
  }
}

extension Array: Holder {
  fileprivate var held: [(key: String, value: Any)] {
    Self.isOfInterest(first) ? enumerated().map { ("\($0)", $1) } : []
  }
}

extension Dictionary: Holder where Key == String {
  fileprivate var held: [(key: String, value: Any)] {
    Self.isOfInterest(first?.value) ? sorted { $0.key < $1.key }.map { ($0, $1) } : []
  }
}
