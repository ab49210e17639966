import Tensors

extension Module {
  /// This module and all below it, each before its parts, with what their parameters' names begin with.
  ///
  /// One that is a part of two modules comes twice. Stops the program if a module is a part of itself.
  private var namedNodes: [ModuleNode] {
    var nodes: [ModuleNode] = []
    ModuleSearch.forEachNode(from: self, isNaming: true) { nodes.append($0) }
    return nodes
  }

  /// The modules whose `isTraining` is more than what their parts say, from this one on; one that is a part of two comes twice.
  var switchedModules: [any Module] {
    var modules: [any Module] = []
    ModuleSearch.forEachNode(from: self) { if $0.kind.isSwitched { modules.append($0.module) } }
    return modules
  }

  /// This module and all below it, each before its parts, with their names, such as `blocks.0`; this one's is empty.
  ///
  /// A module that is a part of several comes once.
  ///
  /// PyTorch: `named_modules()`.
  public var namedModules: [(name: String, module: any Module)] {
    var seen: Set<ObjectIdentifier> = []
    return namedNodes.filter { seen.insert(ObjectIdentifier($0.module)).inserted }.map {
      (String($0.prefix.dropLast()), $0.module)
    }
  }

  /// All parameters with all their names: one that modules share comes with each.
  ///
  /// Stops the program if a module leaves out what its properties hold, or if two parameters have one name.
  var allNames: [(name: String, tensor: Tensor)] {
    let nodes = namedNodes
    let parameters = nodes.flatMap { node in
      node.ownParameters.map { (name: node.prefix + $0.name, tensor: $0.tensor) }
    }
    var names: Set<String> = []
    for (name, _) in parameters where !names.insert(name).inserted {
      fatalError("\(Self.self): two parameters have the name \(name): give each part a name of its own")
    }
    let modules = Set(nodes.map { ObjectIdentifier($0.module) })
    let identities = Set(parameters.compactMap(\.tensor.parameterIdentity))
    for node in nodes where !node.kind.isComplete { node.module.check(modules, identities) }
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
