import LessonTool

LessonsCommand.main(
  title: "Dice", version: "2.1",
  lessons: allLessons,
  parts: [
    CoursePart("What to expect", lessons: ["02-chances"]),
    CoursePart("What happens", lessons: ["01-throws", "03-measured"]),
  ],
  needs: [.measured], standIn: .invented,
  reports: [.names], pages: [.titles],
  templates: "Templates",
  buildCommand: BuildCommand("make dice", folder: ".build-release"))
