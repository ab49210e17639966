/// An element of an XML document (XML 1.0, fifth edition).
package struct XMLElement {
  private let name: String
  private let attributes: [(name: String, value: String)]
  private let children: [XMLElement]
  private let text: String

  package init(
    _ name: String, _ attributes: [(name: String, value: String)] = [], _ children: [XMLElement] = [], text: String = ""
  ) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.text = text
  }

  /// A document with this element as its root.
  package var document: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + lines(indent: "") }

  private func lines(indent: String) -> String {
    let opening = "\(indent)<\(name)" + attributes.map { " \($0)=\"\($1.escapedForXML())\"" }.joined()
    if children.isEmpty, text.isEmpty { return opening + "/>\n" }
    if children.isEmpty { return opening + ">\(text.escapedForXML(keepingLines: true))</\(name)>\n" }
    return opening + ">\n" + children.map { $0.lines(indent: indent + "  ") }.joined() + "\(indent)</\(name)>\n"
  }
}
