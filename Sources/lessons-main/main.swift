import Corpora
import LessonCells
import LessonTool

LessonsCommand.main(
  lessons: allLessons,
  needs: DataSet.all.map { set in Need(set.name, hint: set.hint) { set.locate() != nil } })
