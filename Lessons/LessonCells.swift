// The course's module: everything else in it is made from the lessons in this folder.
