import CMarkGFM

/// A Markdown text parsed by cmark (CommonMark with GitHub's tables, task lists, strikethrough and bare links).
///
/// Its nodes are valid only as long as it exists.
package final class MarkdownDocument {
  /// The root of the tree.
  package let root: MarkdownNode
  /// The extensions that the tree was parsed with, which are needed to render it.
  package var extensions: UnsafeMutablePointer<cmark_llist>? { cmark_parser_get_syntax_extensions(parser) }

  private let parser: OpaquePointer
  private let pointer: OpaquePointer

  /// Parses the bytes of a text; fails if the text exceeds a limit of ``MarkdownLimits``, or if memory runs out.
  ///
  /// - Parameter emptyLines: the number of empty lines to parse before it, which count in the lines of nodes.
  package init?(_ text: [UInt8], after emptyLines: Int = 0) {
    guard MarkdownLimits(SourceText(text)).problem == nil else { return nil }
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
    for name in Self.extensionNames { cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name)) }
    for part in [[UInt8](repeating: .newline, count: emptyLines), text] {
      part.withUnsafeBytes { bytes in
        cmark_parser_feed(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
      }
    }
    guard let pointer = cmark_parser_finish(parser), let root = MarkdownNode(pointer) else {
      cmark_parser_free(parser)
      return nil
    }
    (self.parser, self.pointer, self.root) = (parser, pointer, root)
  }

  deinit {
    cmark_node_free(pointer)
    cmark_parser_free(parser)
  }

  private static let extensionNames: [String] = {
    cmark_gfm_core_extensions_ensure_registered()
    return ["table", "strikethrough", "autolink", "tasklist"]
  }()
}
