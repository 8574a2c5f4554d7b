# Whatever R prints becomes lines of the log, with the line of the script that is at work, as soon as a line is complete.

# Copying all lines for each next one takes long when there are many: then others begin anew.
MOST_LINES <- 2500
LONGEST_LINE <- 65536

# From here on `print()` and the like are heard; what goes past R, such as what other programs print, is not.
hear_what_is_printed <- function() {
  state$open <- 0
  state$ears <- list()
  listen()
}

listen <- function() {
  ear <- new_ear()
  state$ears <- c(state$ears, list(ear))
  sink(ear)
}

# A text connection tells its variable of each line; that is a function here, which knows what is being called.
new_ear <- function() {
  lines <- character()
  makeActiveBinding("printed", function(value) {
    if (!missing(value)) {
      # The connection relies on its variable to keep them.
      lines <<- value
      hear(value)
    }
    lines
  }, environment())
  textConnection("printed", "w", local = TRUE)
}

hear <- function(lines) {
  count <- length(lines)
  if (count == 0) {
    return()
  }
  state$open <- 0
  say_line("info", lines[count])
  if (count == MOST_LINES && sink.number() == 1) {
    sink()
    listen()
  }
}

# Lines that have not come to their end, and whatever is printed from here on.
hear_the_rest <- function() {
  while (sink.number() > 0) {
    sink()
  }
  for (ear in state$ears) {
    try(close(ear), silent = TRUE)
  }
  state$ears <- list()
}

# What stands before functions of R itself, for scripts alone.
masks <- function() {
  found <- new.env(parent = globalenv())
  # A line without an end would grow without one, out of sight.
  found$cat <- function(..., file = "", sep = " ", fill = FALSE, labels = NULL, append = FALSE) {
    base::cat(..., file = file, sep = sep, fill = fill, labels = labels, append = append)
    if (identical(file, "") && length(state$ears) > 0) {
      state$open <- state$open + sum(nchar(unlist(lapply(list(...), as.character)), "bytes"))
      if (state$open > LONGEST_LINE && sink.number() == 1 && isIncomplete(state$ears[[length(state$ears)]])) {
        base::cat("\n")
      }
    }
    invisible()
  }
  found
}
