import Tensors

/// A module that a search came to.
struct ModuleNode {
  let module: any Module
  /// What its parameters' names begin with, such as `blocks.0.`; empty if names are not wanted.
  let prefix: String
  let kind: ModuleKind
  /// What its properties hold, unless it lists that itself.
  private let properties: ModuleProperties?

  fileprivate init(_ module: any Module, prefix: String) {
    (self.module, self.prefix) = (module, prefix)
    kind = ModuleKind(of: module)
    properties = kind.isFound ? ModuleProperties(of: module) : nil
  }

  var ownParameters: [(name: String, tensor: Tensor)] { properties?.parameters ?? module.ownParameters }

  fileprivate var parts: [(name: String, module: any Module)] { properties?.parts ?? module.parts }
}

/// Goes through a module and all below it, each before its parts, and reads the properties of each only once.
struct ModuleSearch {
  /// Whether the prefixes of names are made, which takes time.
  private let isNaming: Bool
  /// The modules from the first to the one that is searched.
  private var path: [ObjectIdentifier] = []

  private init(isNaming: Bool) { self.isNaming = isNaming }

  /// Calls a closure with each module: with one that is a part of two, twice.
  ///
  /// Stops the program if a module is a part of itself.
  static func forEachNode(from root: any Module, isNaming: Bool = false, _ body: (ModuleNode) -> Void) {
    var search = ModuleSearch(isNaming: isNaming)
    search.visit(root, prefix: "", body)
  }

  private mutating func visit(_ module: any Module, prefix: String, _ body: (ModuleNode) -> Void) {
    let node = ModuleNode(module, prefix: prefix)
    body(node)
    let parts = node.parts
    guard !parts.isEmpty else { return }
    path.append(ObjectIdentifier(module))
    for part in parts {
      guard !path.contains(ObjectIdentifier(part.module)) else {
        fatalError(
          "\(type(of: module)): the part \(part.name) is a module that this one is a part of: keep a closure that returns it instead"
        )
      }
      visit(part.module, prefix: isNaming ? "\(prefix)\(part.name)." : "", body)
    }
    path.removeLast()
  }
}
