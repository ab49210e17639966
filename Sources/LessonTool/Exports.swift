// A course's `main`, and its reports and page formats, can use everything that they are handed with a single import.
@_exported import LessonFormat
@_exported import LessonPages
@_exported import LessonPresentation
@_exported import LessonProse
@_exported import LessonReports
@_exported import LessonRunner
@_exported import LessonRuntime
