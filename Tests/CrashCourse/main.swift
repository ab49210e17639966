import LessonTool

LessonsCommand.main(
  lessons: allLessons,
  needs: [Need("sun", hint: "wait for the morning") { true }, Need("moon", hint: "wait for the night") { false }])
