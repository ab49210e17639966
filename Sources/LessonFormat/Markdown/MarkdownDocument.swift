import CMarkGFM

/// A Markdown text as cmark read it (CommonMark with GitHub's tables, task lists, strikethrough and bare links).
///
/// Its nodes live as long as it does.
package final class MarkdownDocument {
  /// The tree's root.
  package let root: MarkdownNode
  /// What renders the tree needs the extensions that it was parsed with.
  package var extensions: UnsafeMutablePointer<cmark_llist>? { cmark_parser_get_syntax_extensions(parser) }

  private let parser: OpaquePointer
  private let pointer: OpaquePointer

  /// Reads the bytes of a text, part by part; nil where there is no memory for it.
  package init?(_ parts: [UInt8]...) {
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
    for name in Self.extensionNames { cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name)) }
    for part in parts {
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
