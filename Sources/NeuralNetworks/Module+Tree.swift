import Tensors

extension Module {
  /// This module and all below it, each before its parts, with what its parameters' names begin with, such as `blocks.0.`.
  ///
  /// One that is a part of two modules comes twice. Stops the program if a module is a part of itself.
  var tree: [(prefix: String, module: any Module)] {
    var tree: [(prefix: String, module: any Module)] = []
    collect(prefix: "", ancestors: [], into: &tree)
    return tree
  }

  private func collect(
    prefix: String, ancestors: [ObjectIdentifier], into tree: inout [(prefix: String, module: any Module)]
  ) {
    tree.append((prefix, self))
    let ancestors = ancestors + [ObjectIdentifier(self)]
    for part in parts {
      guard !ancestors.contains(ObjectIdentifier(part.module)) else {
        fatalError(
          "\(Self.self): the part \(part.name) is a module that this one is a part of: keep a closure that returns it instead"
        )
      }
      part.module.collect(prefix: "\(prefix)\(part.name).", ancestors: ancestors, into: &tree)
    }
  }

  /// This module and all below it, each before its parts, with their names, such as `blocks.0`; this one's is empty.
  ///
  /// A module that is a part of several comes once.
  ///
  /// PyTorch: `named_modules()`.
  public var namedModules: [(name: String, module: any Module)] {
    var seen: Set<ObjectIdentifier> = []
    return tree.filter { seen.insert(ObjectIdentifier($0.module)).inserted }.map {
      (String($0.prefix.dropLast()), $0.module)
    }
  }

  /// All parameters with all their names: one that modules share comes with each.
  ///
  /// Stops the program if a module leaves out what its properties hold, or if two parameters have one name.
  var allNames: [(name: String, tensor: Tensor)] {
    let tree = tree
    let parameters = tree.flatMap { prefix, module in
      module.ownParameters.map { (name: prefix + $0.name, tensor: $0.tensor) }
    }
    var names: Set<String> = []
    for (name, _) in parameters where !names.insert(name).inserted {
      fatalError("\(Self.self): two parameters have the name \(name): give each part a name of its own")
    }
    let modules = Set(tree.map { ObjectIdentifier($0.module) })
    let identities = Set(parameters.compactMap(\.tensor.parameterIdentity))
    for (_, module) in tree where !(module is any ListedModule) { module.check(modules, identities) }
    return parameters
  }

  /// Stops the program if a property holds a module or a parameter that is not among the given ones.
  private func check(_ modules: Set<ObjectIdentifier>, _ parameters: Set<ObjectIdentifier>) {
    let properties = ModuleProperties(of: self)
    let leftOut =
      properties.parts.first { !modules.contains(ObjectIdentifier($0.module)) }.map { ($0.name, "parts") }
      ?? properties.parameters.first { $0.tensor.parameterIdentity.map(parameters.contains) == false }.map {
        ($0.name, "ownParameters")
      }
    guard let (name, list) = leftOut else { return }
    fatalError(
      "\(Self.self): \(list) leaves out the property \(name), which would not be trained: add it, or remove \(list), as properties are found without"
    )
  }
}
