import LessonTesting

let lessonTests = LessonTests(timeout: .seconds(20))
