import Foundation

extension BrowserPage {
  /// Sets the size of the window in pixels, and whether the user prefers dark colours.
  package func setWindow(width: Int, height: Int, dark: Bool = false) throws {
    try call(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
    try call(
      "Emulation.setEmulatedMedia",
      ["features": [["name": "prefers-color-scheme", "value": dark ? "dark" : "light"]]])
  }

  /// Returns a picture of the window, as a PNG file.
  package func screenshot() throws -> Data {
    let answer = try call("Page.captureScreenshot", ["format": "png"])
    return Data(base64Encoded: answer["data"] as? String ?? "") ?? Data()
  }

  /// Writes a picture of the page in a window of a size and with colours, which it keeps.
  package func screenshot(to file: URL, width: Int, height: Int, dark: Bool = false) throws {
    try setWindow(width: width, height: height, dark: dark)
    try screenshot().write(to: file)
  }
}
