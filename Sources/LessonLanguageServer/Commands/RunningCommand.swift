/// The command that runs, and its number.
///
/// Only one runs at a time; what an older one reports is not heard any more.
struct RunningCommand {
  var number = 0
  var command: CellCommand?
  /// The document that it is about.
  var uri = ""
  /// Whether the editor shows the progress of this command.
  var showsProgress = false

  /// The name under which the editor knows the command's progress.
  var token: JSON { "lessons-\(number)" }
}
