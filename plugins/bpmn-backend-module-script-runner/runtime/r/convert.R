# Values of R as JSON, by one table. What would be lost on the way is said in the log; what cannot go is an error that names it.

SAFE_INTEGER <- 2^53 - 1
MOST_BYTES <- 1048576
MOST_BYTES_OF_ALL <- 4194304
DEEPEST <- 190
PREVIEW_ROWS <- 50
# The host puts a file in place of an object of this one name: nobody else makes such an object.
ARTIFACT <- "$artifact"
FORBIDDEN <- c("__proto__", "constructor", "prototype", ARTIFACT)

bad_output <- function(text, kind = "bad-output") {
  stop(structure(class = c("flow_bad_output", "error", "condition"), list(message = text, call = NULL, kind = kind)))
}

convert_all <- function(found) {
  if (length(found) > 0 && (is.null(names(found)) || any(names(found) == ""))) {
    bad_output("Expected outputs with names, but found some without. Write outputs$name <- value")
  }
  for (name in names(found)) {
    if (name %in% FORBIDDEN || nchar(name) > 255) {
      bad_output(sprintf("Expected names of outputs to be texts of 1 to 255 characters, but found %s", substr(name, 1, 50)))
    }
  }
  result <- lapply(stats::setNames(nm = names(found)), function(name) convert(found[[name]], name, "", new.env()))
  sizes <- vapply(result, function(value) nchar(json(value), "bytes"), 1)
  for (name in names(sizes)[sizes > MOST_BYTES]) {
    bad_output(sprintf("Expected output %s to have at most %d bytes of JSON, but it has %d. Keep it as an artifact, and hand on a summary", name, MOST_BYTES, sizes[[name]]), "output-limit")
  }
  if (sum(sizes) > MOST_BYTES_OF_ALL) {
    bad_output(sprintf("Expected outputs of at most %d bytes of JSON together, but they have %d. Keep some as artifacts", MOST_BYTES_OF_ALL, sum(sizes)), "output-limit")
  }
  if (length(result) == 0) structure(list(), names = character()) else result
}

convert <- function(value, name, path, said, depth = 1) {
  if (depth > DEEPEST) {
    bad_output(sprintf("Expected output %s to nest at most %d levels, but it nests deeper. Flatten it", name, DEEPEST))
  }
  if (is.null(value)) {
    return(NULL)
  }
  if (inherits(value, "flow_artifact")) {
    return(stats::setNames(list(attr(value, "number")), ARTIFACT))
  }
  if (is.data.frame(value)) {
    return(convert_frame(value, name, path, said, depth))
  }
  if (is_plot(value)) {
    refused(name, path, "a plot")
  }
  if (inherits(value, "integer64")) {
    refused(name, path, "integer64, which R alone cannot read: use as.numeric() or as.character()")
  }
  if (is_told_as_text(value)) {
    return(keep_length(convert_vector(text_of(value), name, path, said), value))
  }
  if (is.list(value) || is.pairlist(value)) {
    return(convert_list(as.list(value), name, path, said, depth))
  }
  if (is.character(value) && length(value) == 1 && !is.null(state$files[[value]])) {
    return(state$files[[value]])
  }
  if (is.character(value) || is.logical(value)) {
    return(convert_vector(value, name, path, said))
  }
  if (is.numeric(value)) {
    return(convert_numbers(value, name, path, said))
  }
  refused(name, path, class(value)[1])
}

is_told_as_text <- function(value) is.factor(value) || inherits(value, c("Date", "POSIXt", "difftime"))

# Times as ISO 8601 has them, categories as they are called.
text_of <- function(value) {
  if (inherits(value, "POSIXt")) {
    format(as.POSIXct(value), "%Y-%m-%dT%H:%M:%OSZ", tz = "UTC")
  } else if (inherits(value, "Date")) {
    format(value, "%Y-%m-%d")
  } else if (inherits(value, "difftime")) {
    ifelse(is.na(value), NA_character_, sprintf("PT%.15gS", as.numeric(value, units = "secs")))
  } else {
    as.character(value)
  }
}

refused <- function(name, path, what) {
  bad_output(sprintf("Expected output %s%s to be data, but found %s. Hand on numbers, texts, lists and data frames, or keep it as an artifact", name, path, what))
}

warn_once <- function(said, kind, name, path, text) {
  if (is.null(said[[kind]])) {
    assign(kind, TRUE, said)
    say("warning", sprintf("Output %s%s %s", name, path, text))
  }
}

# A vector stays what it was: of one value or an array.
keep_length <- function(text, value) {
  if (inherits(value, "AsIs")) I(text) else text
}

convert_vector <- function(value, name, path, said) {
  if (!is.null(names(value)) && length(value) > 0) {
    return(convert_list(as.list(value), name, path, said, 1))
  }
  if (anyNA(value)) {
    warn_once(said, "missing", name, path, "has missing values (NA), which become null")
  }
  plain <- if (inherits(value, "AsIs") || length(value) != 1) I(as.vector(value)) else as.vector(value)
  if (is.matrix(value)) lapply(seq_len(nrow(value)), function(i) I(as.vector(value[i, ]))) else plain
}

convert_numbers <- function(value, name, path, said) {
  if (!is.null(names(value)) && length(value) > 0) {
    return(convert_list(as.list(value), name, path, said, 1))
  }
  gone <- !is.finite(value)
  if (any(gone)) {
    warn_once(said, "number", name, path, "has NA, NaN or Inf, which become null")
    value[gone] <- NA
  }
  if (is.double(value) && any(abs(value[!gone]) > SAFE_INTEGER & value[!gone] == trunc(value[!gone]))) {
    warn_once(said, "integer", name, path, "has whole numbers that R itself may not hold exactly")
  }
  if (is.matrix(value)) {
    return(lapply(seq_len(nrow(value)), function(i) I(as.vector(value[i, ]))))
  }
  if (inherits(value, "AsIs") || length(value) != 1) I(as.vector(value)) else as.vector(value)
}

convert_list <- function(value, name, path, said, depth) {
  keys <- names(value)
  if (any(keys %in% FORBIDDEN)) {
    refused(name, path, paste("the name", intersect(keys, FORBIDDEN)[1]))
  }
  if (!is.null(keys) && anyDuplicated(keys)) {
    warn_once(said, "twice", name, path, "has names twice; the last one counts")
    value <- value[!duplicated(keys, fromLast = TRUE)]
    keys <- names(value)
  }
  converted <- lapply(seq_along(value), function(i) {
    part <- if (is.null(keys)) sprintf("[%d]", i) else paste0(".", substr(keys[i], 1, 50))
    convert(value[[i]], name, paste0(path, part), said, depth + 1)
  })
  if (!is.null(keys)) {
    names(converted) <- ifelse(keys == "", as.character(seq_along(keys)), keys)
  }
  converted
}

convert_frame <- function(given, name, path, said, depth) {
  keep_table(given, title = name, name = paste0(name, ".csv"))
  table <- as.data.frame(given)
  if (is.character(attr(table, "row.names"))) {
    warn_once(said, "rows", name, path, "is a table with names of rows, which are left out: make a column of them")
  }
  # What has more than that in R has more than there may be as JSON, too.
  is_large <- utils::object.size(table) > 4 * MOST_BYTES
  rows <- if (!is_large) convert_rows(table, name, path, said, depth)
  if (is_large || nchar(json(rows), "bytes") > MOST_BYTES) {
    warn_once(said, "frame", name, path, sprintf("is a large table: its first %d rows are handed on, all of it is artifact %s.csv", PREVIEW_ROWS, name))
    rows <- convert_rows(utils::head(table, PREVIEW_ROWS), name, path, said, depth)
  }
  rows
}

convert_rows <- function(table, name, path, said, depth) {
  columns <- lapply(seq_along(table), function(i) {
    convert_column(table[[i]], name, sprintf("%s.%s", path, substr(names(table)[i], 1, 50)), said, depth)
  })
  names(columns) <- make.unique(names(table))
  if (any(names(columns) %in% FORBIDDEN)) {
    refused(name, path, paste("the name", intersect(names(columns), FORBIDDEN)[1]))
  }
  lapply(seq_len(nrow(table)), function(i) lapply(columns, function(column) column[[i]]))
}

# One value for each row.
convert_column <- function(column, name, path, said, depth) {
  if (is.list(column) || is.matrix(column)) {
    cells <- if (is.matrix(column)) lapply(seq_len(nrow(column)), function(i) I(column[i, ])) else column
    return(lapply(cells, function(cell) convert(cell, name, path, said, depth + 2)))
  }
  if (inherits(column, "integer64") || is.complex(column) || !is.atomic(column)) {
    refused(name, path, class(column)[1])
  }
  values <- if (is_told_as_text(column)) text_of(column) else as.vector(column)
  if (anyNA(values)) {
    warn_once(said, "missing", name, path, "has missing values (NA), which become null")
  }
  if (is.numeric(values)) {
    values[!is.finite(values)] <- NA
  }
  values
}
