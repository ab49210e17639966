// What settings are made of. An alias would not do: with MemberImportVisibility, it has no initializers.
@_exported import struct LessonRunner.Need
@_exported import struct LessonRunner.StandIn
