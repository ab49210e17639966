import NeuralNetworks
import Tensors
import Testing

/// A module that is what its properties say, as most are.
private class Pair: Module {
  var first: any Layer
  let second: any Layer

  init(_ first: any Layer, _ second: any Layer) { (self.first, self.second) = (first, second) }
}

/// Its superclass has this library's `isTraining`, which so is the module's: this one is a property like others.
private final class Named: Pair {
  var isTraining = true
}

/// A composite that is switched by itself, as its parts are.
private class Switch: Module {
  var isTraining = true
  let part: Dropout

  init(_ part: Dropout) { self.part = part }
}

private final class LargeSwitch: Switch {
  let extra = Dropout(0.1)
}

/// A composite that asks its parts, and notes what it is told.
private final class Asking: Module {
  let pair: Pair
  var settings: [Bool] = []

  init(_ pair: Pair) { self.pair = pair }

  var isTraining: Bool {
    get { pair.isTraining && parameters.isEmpty }
    set { settings.append(newValue) }
  }
}

/// A module whose property can hold another type than before.
private final class Box: Module {
  var content: Any = 0
}

private struct Mirrored: CustomReflectable {
  let content: Any
  let isTuple: Bool
  var customMirror: Mirror { Mirror(self, children: ["part": content], displayStyle: isTuple ? .tuple : .struct) }
}

@Suite("Modules that are switched")
struct ModuleTrainingTests {
  @Test("A module with a stored isTraining is set and restored beside its parts", arguments: [true, false])
  func stored(_ before: Bool) {
    let module = Pair(Dropout(0.1), Sequential())
    let large = LargeSwitch(Dropout(0.5))
    (large.isTraining, large.part.isTraining) = (before, !before)
    let whole = Sequential(module.first, Dropout(0.3))
    let both = Box()
    both.content = [large as any Module, whole]
    both.evaluating { #expect(!large.isTraining && !large.part.isTraining && !large.extra.isTraining) }
    #expect(large.isTraining == before && large.part.isTraining == !before && large.extra.isTraining)
    #expect(!both.isTraining && whole.isTraining)
  }

  @Test("A module's own isTraining may ask its parts, which then answer as always")
  func asking() {
    for isTraining in [true, false] {
      let first = Dropout(0.5)
      first.isTraining = isTraining
      let module = Asking(Pair(first, Sequential(Dropout(0.2), ReLU())))
      #expect(module.isTraining == isTraining)
      module.evaluating { #expect(!module.isTraining && !first.isTraining) }
      #expect(module.settings == [false, isTraining])
      #expect(module.isTraining == isTraining && first.isTraining == isTraining)
    }
  }

  @Test("A part of two modules is restored, and what an evaluation puts in its place is left alone")
  func shared() {
    let (shared, other) = (Dropout(0.5), Dropout(0.5))
    let pair = Pair(shared, Sequential(shared, ReLU()))
    pair.evaluating {
      #expect(!shared.isTraining)
      pair.first = other
      #expect(!pair.isTraining && other.isTraining)
    }
    #expect(shared.isTraining && pair.isTraining)
    pair.eval()
    #expect(!shared.isTraining && !other.isTraining)
  }

  @Test("An isTraining that hides a superclass's is not the module's")
  func hidden() {
    let named = Named(Dropout(0.5), ReLU())
    named.eval()
    #expect(named.isTraining && !(named as any Module).isTraining)
  }

  @Test("A property may hold anything, one value after the other")
  func changing() {
    let (box, dropout) = (Box(), Dropout(0.5))
    let values: [(value: Any, names: [String])] = [
      (0, []), (dropout, ["content"]), (Optional<Dropout>.none as Any, []), (Optional(dropout) as Any, ["content"]),
      (AnyHashable(1), []), ([1, 2], []), ([dropout], ["content.0"]), ([Any](), []),
      ([dropout] as [Any], ["content.0"]),
      ((1, 2), []), ((1, part: dropout), ["content.part"]), (["a": dropout], ["content.a"]), (7, []),
      (Mirrored(content: dropout, isTuple: false), []), (Mirrored(content: dropout, isTuple: true), ["content.part"]),
    ]
    for (value, names) in values + values.reversed() {
      box.content = value
      dropout.isTraining = true
      #expect(box.namedModules.map(\.name).dropFirst() == names[...], "\(value)")
      box.evaluating { #expect(dropout.isTraining == names.isEmpty) }
    }
  }
}
