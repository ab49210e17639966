import Corpora
import LessonRunner
import LessonTool

let needs = DataSet.all.map { set in Need(set.name, hint: "run `make data`") { set.locate() != nil } }

if CommandLine.arguments.dropFirst() == ["table"] {
  MirrorTable(Course(lessons: allLessons, needs: needs)).printAndExit()
}
LessonsCommand.main(lessons: allLessons, needs: needs)
