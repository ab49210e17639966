import Foundation
import Testing

@testable import LessonTool

@Suite("Where a new package takes `lessons` from")
struct LessonsSourceTests {
  @Test("A repository has a name and a web page, and its secrets are in no file")
  func repository() throws {
    let host = "code.example"
    #expect(LessonsSource.withoutSecrets("https://me:secret@\(host)/a/lessons") == "https://\(host)/a/lessons")
    #expect(LessonsSource.withoutSecrets("https://\(host)/a@b") == "https://\(host)/a@b")
    #expect(LessonsSource.withoutSecrets("git@\(host):a/lessons") == "git@\(host):a/lessons")
    let web = LessonsSource(.repository(url: "https://\(host)/a/Lessons.git"))
    #expect(web.identity == "lessons" && !web.isLocal && web.webPage == "https://\(host)/a/Lessons")
    #expect(
      web.dependency() == ".package(url: \"https://\(host)/a/Lessons.git\", from: \"\(CourseProgram.toolVersion)\")")
    let ssh = LessonsSource(.repository(url: "git@\(host):lessons"))
    #expect(ssh.identity == "lessons" && ssh.webPage == nil)
    let folder = LessonsSource(.folder(path: "/a/Course \"tools\""))
    #expect(folder.isLocal && folder.dependency() == #".package(path: "/a/Course \"tools\"")"#)
    #expect(folder.product("plugin", "P") == #".plugin(name: "P", package: "course \"tools\"")"#)
  }

  @Test(
    "A release fits if it is not earlier and has the same first number",
    arguments: [
      ("0.1.0", true), ("v0.1.0", true), ("0.1.1", true), ("0.12.0", true), ("0.0.9", false), ("1.0.0", false),
      ("0.1", false), ("0.2.0-beta", false), ("0.x.0", false), ("", false),
    ])
  func releases(_ tag: String, _ fits: Bool) { #expect(LessonsSource.satisfies(tag, "0.1.0") == fits) }

  @Test("A manifest depends on a repository only if it has such a release")
  func tagged() throws {
    let folder = try EmptyFolder()
    let repository = folder.url.appending(path: "origin/lessons")
    func git(_ arguments: String...) throws {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["git", "-c", "user.name=A", "-c", "user.email=a@code.example"] + arguments
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    try git("init", "--quiet", repository.path)
    try git("-C", repository.path, "commit", "--quiet", "--allow-empty", "-m", "Begin")
    let url = "file://\(repository.path)"
    let without = try folder.run("init", "mine", "--lessons", url)
    #expect(without.code == 2)
    #expect(
      without.errors.hasPrefix(
        "error: \(url) has no release \(CourseProgram.toolVersion) that a package could depend on"))
    try git("-C", repository.path, "tag", CourseProgram.toolVersion)
    #expect(try folder.run("init", "mine", "--lessons", url).code == 0)
    #expect(
      try folder.text("mine/Package.swift").contains(
        ".package(url: \"\(url)\", from: \"\(CourseProgram.toolVersion)\")"))
  }

  @Test("A folder or a repository that is not there is refused")
  func missing() throws {
    let folder = try EmptyFolder()
    #expect(
      try folder.run("init", "mine", "--lessons", ".").errors
        == "error: . is not a folder with the package `lessons`: give the folder of its Package.swift, or the URL of its repository\n"
    )
    let url = "file://\(folder.url.path)/none"
    let result = try folder.run("init", "mine", "--lessons", url)
    #expect(result.code == 2 && result.errors.hasPrefix("error: cannot read the repository \(url): "), "\(result)")
    #expect(try folder.files().isEmpty)
  }
}
