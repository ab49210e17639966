import Foundation
import LessonPreview

// A preview server in a process of its own, whose site is no course; it prints its address, and ends with its standard input.
// Tests attack it, and see how much memory and how many descriptors and threads it has.

let server = try PreviewServer(StubSite(), port: 0)
server.start()
FileHandle.standardOutput.write(Data("\(server.address())\n".utf8))
while readLine() != nil {}
server.stop()
