// A course's `main` names its needs and formats with one import.
@_exported import LessonPages
@_exported import LessonReports
@_exported import LessonRunner
