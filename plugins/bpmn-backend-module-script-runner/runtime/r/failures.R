# Errors of scripts as people need them: the line of the script, what was said, and the values that led there.

MOST_FRAMES <- 50
MOST_VALUES <- 20
HIDDEN <- c("vars", "outputs", "flow")

describe <- function(error, calls, frames) {
  kind <- "script-error"
  text <- conditionMessage(error)
  if (inherits(error, "flow_bad_output")) {
    kind <- error$kind
  } else if (grepl("(cannot|could not) allocate|memory exhausted|out of memory", text)) {
    kind <- "memory"
    text <- paste0(text, ". Let it do less at a time, or give the task more memory")
  } else if (!is.null(conditionCall(error))) {
    call <- substr(paste(deparse(conditionCall(error), nlines = 1), collapse = " "), 1, 200)
    # What the script says itself is called by nobody.
    text <- if (startsWith(call, "eval(expressions")) paste("Error:", text) else sprintf("Error in %s: %s", call, text)
  }
  trace <- trace_of(calls, frames)
  found <- list(type = "error", kind = kind, message = text, trace = trace)
  line <- if (length(trace) > 0) trace[[length(trace)]]$line else state$line
  if (!is.null(line)) {
    found$line <- line
  }
  found
}

trace_of <- function(calls, frames) {
  trace <- list()
  for (i in seq_along(calls)) {
    line <- line_of(calls[[i]])
    if (is.null(line)) {
      next
    }
    # The call stands in the line, with the values of where that is.
    where <- if (i > 1 && i - 1 <= length(frames)) parent_values(frames, calls, i) else list()
    frame <- list(file = state$name, line = line, code = substr(trimws(state$lines[line]), 1, 200))
    if (length(where) > 0) {
      frame$values <- where
    }
    trace[[length(trace) + 1]] <- frame
  }
  if (!is.null(state$line) && (length(trace) == 0 || trace[[1]]$line != state$line)) {
    code <- if (state$line <= length(state$lines)) substr(trimws(state$lines[state$line]), 1, 200) else ""
    trace <- c(list(list(file = state$name, line = state$line, code = code, values = values_of(state$scope))), trace)
  }
  if (length(trace) > 0 && length(trace[[length(trace)]]$values) == 0) {
    trace[[length(trace)]]$values <- NULL
  }
  utils::tail(trace, MOST_FRAMES)
}

# Values of the function that a call was made in.
parent_values <- function(frames, calls, i) {
  caller <- state$parents[i]
  if (is.null(caller) || is.na(caller) || caller < 1 || caller > length(frames)) {
    return(values_of(state$scope))
  }
  values_of(frames[[caller]])
}

values_of <- function(scope) {
  values <- list()
  for (name in utils::head(setdiff(ls(scope), HIDDEN), MOST_VALUES)) {
    value <- tryCatch(get(name, scope, inherits = FALSE), error = function(e) NULL)
    if (!is.function(value) && !is.environment(value)) {
      values[[name]] <- substr(paste(utils::capture.output(utils::str(value, give.attr = FALSE, vec.len = 4)), collapse = " "), 1, 200)
    }
  }
  values
}
