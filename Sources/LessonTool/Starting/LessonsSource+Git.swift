import Foundation
import LessonRunner

/// What git knows about a repository.
extension LessonsSource {
  /// Returns the repository that a checkout is a clone of, or nil if it is none.
  static func remote(of checkout: String) -> String? {
    // A package in a part of another repository is not what that repository's URL leads to.
    guard let top = try? git(["-C", checkout, "rev-parse", "--show-toplevel"]), top.realPath == checkout.realPath,
      let url = try? git(["-C", checkout, "remote", "get-url", "origin"])
    else { return nil }
    // SwiftPM checks packages out from a copy of the repository.
    let isCopy = checkout.contains("/checkouts/") && url.contains("/repositories/")
    let original = isCopy ? try? git(["-C", url, "remote", "get-url", "origin"]) : nil
    return withoutSecrets(original ?? url)
  }

  /// Checks that a manifest which requires this tool's version finds one.
  static func requireRelease(of url: String, checkout: String?) throws(StartingFailure) {
    let tags: String
    do {
      tags = try git(["ls-remote", "--tags", "--refs", "--", url])
    } catch {
      throw .unreadableRepository(url, reason: error.reason)
    }
    let names = tags.split(separator: "\n").compactMap { $0.split(separator: "/").last.map(String.init) }
    let version = CourseProgram.toolVersion
    guard names.contains(where: { satisfies($0, version) }) else {
      throw .noRelease(url, version: version, checkout: checkout)
    }
  }

  /// Returns whether `from: version` allows a tag: one that is not earlier, with the same first number.
  static func satisfies(_ tag: String, _ version: String) -> Bool {
    func numbers(_ text: some StringProtocol) -> [Int]? {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
      return parts.count == 3 && !parts.contains(nil) ? parts.compactMap(\.self) : nil
    }
    guard let found = numbers(tag.hasPrefix("v") ? tag.dropFirst() : tag[...]), let least = numbers(version) else {
      return false
    }
    return found[0] == least[0] && !found.lexicographicallyPrecedes(least)
  }

  /// Returns a URL without a name and a password, which must not be written into a file.
  static func withoutSecrets(_ url: String) -> String { url.replacing(/^(https?:\/\/)[^\/@]*@/) { $0.output.1 } }

  private struct GitFailure: Error {
    var reason: String
  }

  /// Runs git and returns what it printed, without the final newline.
  private static func git(_ arguments: [String]) throws(GitFailure) -> String {
    // Nobody is there to answer when git asks for a password.
    let process = ChildProcess(
      executable: "/usr/bin/env", arguments: ["git"] + arguments,
      environment: ["GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -o BatchMode=yes"])
    guard let (output, end) = try? process.output(within: .seconds(30), { false }) else {
      throw GitFailure(reason: "git cannot be run")
    }
    guard end.exitCode == 0 else {
      let line = end.errorText.split(separator: "\n").first { $0.hasPrefix("fatal: ") }?.dropFirst("fatal: ".count)
      let reason = end.isTimedOut ? "there was no answer for 30 seconds" : line.map(String.init)
      throw GitFailure(reason: reason ?? "git failed")
    }
    return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
