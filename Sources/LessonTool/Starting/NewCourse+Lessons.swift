/// The two lessons of a new course, which show what lessons can do.
extension NewCourse {
  static let firstLesson = """
    # Cells and outputs

    A lesson is a Markdown file. Its code is compiled and run, and what the code prints is compared with what the file says. This lesson
    shows how: read it in a terminal and in an editor, side by side. Then put your own in its place.

    ## A cell

    A block of Swift that is marked as a cell is run. If it ends in an expression, the value is shown. How long is each of these words?

    ```swift cell id=lengths
    let words = ["once", "upon", "a", "time"]
    let lengths = words.map(\\.count)
    lengths
    ```

    ```output
    [4, 4, 1, 4]
    ```

    You need not type outputs: `record` writes them into the file, and `check` says which of them are no longer true. Try it: change a
    word, and check the lesson.

    ## One cell after another

    A cell sees what the cells before it declare. A long lesson can therefore be told in small steps, with a reason before each. How long is
    a word on average?

    ```swift cell id=mean
    let sum = lengths.reduce(0, +)
    print("\\(sum) letters in \\(words.count) words")
    Double(sum) / Double(words.count)
    ```

    ```output
    13 letters in 4 words
    3.25
    ```

    ## A figure

    A cell can draw, too. In a terminal and on a web page, the next one shows a chart. In the file, a line says what was drawn.

    ```swift cell id=chart
    show(BarChart("letters in each word", labels: words, values: lengths.map(Double.init)))
    ```

    ```output
    [bar chart "letters in each word", 4 bars, 1.00 to 4.00]
    ```

    """

  static let secondLesson = """
    # An exercise and a question

    Reading about code is not enough to write it. This lesson has an *exercise*, which asks the reader to complete a cell, and a *question*
    with answers to choose from. The command `practice` opens them. Readers write their answers into a file of their own; the lesson
    stays as it is.

    ```swift cell id=words
    let words = ["once", "upon", "a", "mountain"]
    ```

    ## Exercise: the longest word

    Write a function that finds the longest of some words. If two are equally long, it should return the first.

    ```swift cell id=longest exercise
    func longest(of words: [String]) -> String? {
      todo("the first of the longest words, or nil if there are no words")
    }
    ```

    ```swift check
    expect(
      longest(of: words), equals: "mountain", "mountain has eight letters",
      mistakes: ["upon": "that is the last in alphabetical order: compare the words' lengths"])
    expect(
      longest(of: ["one", "two"]), equals: "one", "of two words with three letters, the first counts",
      mistakes: ["two": "that is the last of them"])
    expect(longest(of: []), equals: nil, "without words, none is the longest")
    ```

    <details><summary>Hint</summary>

    Go through the words and remember the longest so far.

    </details>

    <details><summary>Solution</summary>

    ```swift solution
    func longest(of words: [String]) -> String? {
      guard var longest = words.first else { return nil }
      for word in words where word.count > longest.count { longest = word }
      return longest
    }
    ```

    </details>

    The cells that follow use the solution, so that the lesson goes on for every reader.

    ```swift cell id=use
    longest(of: words)
    ```

    ```output
    "mountain"
    ```

    ## Question: a comparison

    ```question id=comparison
    The solution compares with `>`. What would change with `>=`?

    [ ] Nothing.
    [ ] The function would return the last of the longest words.
    [ ] The function would return nil more often.
    ```

    <details><summary>Answer</summary>

    ```answer
    [ ] Most words have different lengths, but try "one" and "two".
    [x] A later word of the same length would take the earlier one's place.
    [ ] It returns nil only if there are no words.
    ```

    </details>

    """
}
