# Compares lines of words and a hash: awk -f compare.awk differences.txt FIRST OTHER...
#
# A line of differences.txt is `KERNEL: WORDS`; it stands for the lines that begin with that kernel's name and end with those words.

function name_of(file) { sub(/.*\//, "", file); sub(/\.txt$/, "", file); return file }

# The words of a line without its hash.
function words_of(line) { sub(/ [^ ]*$/, "", line); return line }

function fail(message) { print message > "/dev/stderr"; failed = 1 }

FNR == 1 { file++; last = FILENAME }

file == 1 {
  if ($0 == "" || $0 ~ /^#/) next
  colon = index($0, ": ")
  kernel[++listed] = substr($0, 1, colon - 1)
  ending[listed] = substr($0, colon + 2)
  next
}

file == 2 { hash[FNR] = $NF; words[FNR] = words_of($0); first_name = name_of(FILENAME); lines = FNR; next }

{ count[FILENAME]++ }

words_of($0) != words[FNR] {
  fail(name_of(FILENAME) ": error: \"" words_of($0) "\" stands where " first_name " has \"" words[FNR] "\"")
  is_other_test = 1
  exit
}

$NF == hash[FNR] { next }

{
  for (i = 1; i <= listed; i++) {
    start = length(words[FNR]) - length(ending[i]) + 1
    if (kernel[i] == $1 && start > 0 && substr(words[FNR], start) == ending[i]) { found[i]++; by_name[name_of(FILENAME)]++; next }
  }
  fail("\"" words[FNR] "\": error: " name_of(FILENAME) " has other bits than " first_name " (make them equal, or say why in differences.txt)")
}

END {
  if (is_other_test) exit 1
  for (file in count) if (count[file] != lines) fail(name_of(file) ": error: " count[file] " hashes, where " first_name " has " lines)
  for (i = 1; i <= listed; i++)
    if (!found[i]) fail("differences.txt: error: \"" kernel[i] ": " ending[i] "\" does not differ: take the line out")
    else printf "%s: %s: %d hashes differ\n", kernel[i], ending[i], found[i]
  for (name in by_name) printf "%s differs from %s in %d of %d hashes, as listed\n", name, first_name, by_name[name], lines
  exit failed
}
