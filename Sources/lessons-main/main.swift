import Corpora
import LessonCells
import LessonTool

LessonsCommand.main(
  title: "A language model, step by step",
  lessons: allLessons,
  needs: DataSet.all.map { set in Need(set.name, hint: set.hint) { set.locate() != nil } },
  standIn: StandIn(
    variant: Corpus.standInVariant,
    notice:
      "tinyshakespeare is missing, so the lessons use a short play of their own; for the notebooks' numbers, \(DataSet.tinyShakespeare.hint)"
  ) { Corpus.needsStandIn },
  buildCommand: BuildCommand("make build", folder: ".build-release"))
