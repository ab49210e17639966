import LessonTool

LessonsCommand.main(title: "My course", lessons: allLessons)
