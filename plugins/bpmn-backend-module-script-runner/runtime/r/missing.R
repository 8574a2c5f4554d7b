# Prints which of the packages that it is given are not installed, one a line, without loading them.
names <- commandArgs(trailingOnly = TRUE)
is_there <- vapply(names, function(name) nzchar(system.file(package = name)), logical(1))
writeLines(names[!is_there])
