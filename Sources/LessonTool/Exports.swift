// A course's `main` can use needs and formats with a single import.
@_exported import LessonPages
@_exported import LessonReports
@_exported import LessonRunner
