import LessonTool

LessonsCommand.main(lessons: allLessons)
