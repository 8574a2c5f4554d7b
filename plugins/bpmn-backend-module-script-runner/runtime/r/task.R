# One script, from its message to its result.

run <- function() {
  code <- tryCatch(run_task(), error = function(error) {
    try(send(list(type = "error", kind = "script-error", message = paste("The runtime of R has failed:", conditionMessage(error)), trace = list(), wall = 0)), silent = TRUE)
    70L
  })
  end_process(code)
}

run_task <- function() {
  payload <- receive()
  if (is.null(payload)) {
    return(0L)
  }
  # Plain data, written by the supervisor as R writes it.
  text <- rawToChar(payload)
  Encoding(text) <- "UTF-8"
  task <- eval(parse(text = text, keep.source = FALSE, encoding = "UTF-8"), baseenv())
  begin(task)
  inputs <- receive_files(task)
  set_limits(task$limits)
  finish(task, inputs)
}

begin <- function(task) {
  setwd(if (is.null(task$folder)) "/job" else task$folder)
  # The one of the zygote is out of sight.
  dir.create(tempdir(), showWarnings = FALSE)
  state$name <- task$name
  state$count <- 0
  state$sent <- 0
  state$devices <- 0
  state$plots <- 0
  state$titles <- list()
  state$files <- list()
  state$begun <- proc.time()[["elapsed"]]
  state$cpu <- sum(proc.time()[-3]) * 1000
  dice <- file("/dev/urandom", "rb", raw = TRUE)
  seed <- readBin(dice, "integer", 1)
  close(dice)
  set.seed(if (is.na(seed)) 1L else seed)
  options(keep.source = TRUE, warn = 1, browserNLdisabled = TRUE)
  redirect_plots()
}

end <- function(message) {
  message$wall <- round((proc.time()[["elapsed"]] - state$begun) * 1000, 1)
  send(c(message, usage()))
}

receive_files <- function(task) {
  paths <- list()
  for (file in task$files) {
    folder <- file.path("in", length(paths))
    dir.create(folder, recursive = TRUE)
    path <- file.path(getwd(), folder, file$name)
    target <- file(path, "wb")
    left <- file$size
    while (left > 0) {
      bytes <- receive()
      writeBin(bytes, target)
      left <- left - length(bytes)
    }
    close(target)
    paths[[file$key]] <- path
    state$files[[path]] <- file$reference
  }
  resolve(task$inputs, paths)
}

# Paths stand in place of the references to files.
resolve <- function(value, paths) {
  if (!is.list(value)) {
    return(value)
  }
  key <- value[["$file"]]
  if (is.character(key) && !is.null(paths[[key]])) {
    return(paths[[key]])
  }
  lapply(value, resolve, paths)
}

finish <- function(task, inputs) {
  flow <- flow_of(task)
  scope <- new.env(parent = masks())
  for (name in names(inputs)) {
    assign(name, inputs[[name]], scope)
  }
  scope$vars <- inputs
  scope$outputs <- list()
  scope$flow <- flow
  state$scope <- scope
  failed <- NULL
  hear_what_is_printed()
  ended <- tryCatch(
    withCallingHandlers(
      {
        found <- execute(task, scope, inputs)
        collect_plots()
        list(type = "result", outputs = convert_all(found))
      },
      message = function(condition) {
        say("info", sub("\n$", "", conditionMessage(condition)))
        invokeRestart("muffleMessage")
      },
      warning = function(condition) {
        say("warning", conditionMessage(condition))
        invokeRestart("muffleWarning")
      },
      error = function(error) {
        if (is.null(failed) && !inherits(error, "flow_thrown")) {
          state$parents <- sys.parents()
          failed <<- tryCatch(describe(error, sys.calls(), sys.frames()), error = function(second) NULL)
        }
      }
    ),
    flow_thrown = function(thrown) {
      list(type = "thrown", code = thrown$code, message = thrown$message, variables = convert_all(thrown$variables))
    },
    flow_stopped = function(stopped) {
      try(collect_plots(), silent = TRUE)
      describe(stopped, list(), list())
    },
    error = function(error) {
      try(collect_plots(), silent = TRUE)
      if (is.null(failed)) describe(error, list(), list()) else failed
    }
  )
  hear_the_rest()
  end(ended)
  if (identical(ended$type, "error")) 1L else 0L
}

execute <- function(task, scope, inputs) {
  code <- gsub("\r\n?", "\n", sub("^\uFEFF", "", task$code))
  state$lines <- strsplit(paste0(code, "\n"), "\n", fixed = TRUE)[[1]]
  source <- srcfilecopy(task$name, state$lines)
  expressions <- tryCatch(
    parse(text = state$lines, srcfile = source, keep.source = TRUE),
    error = function(error) {
      line <- suppressWarnings(as.integer(sub("^[^:]*:([0-9]+):.*", "\\1", strsplit(conditionMessage(error), "\n")[[1]][1])))
      if (!is.na(line)) {
        state$line <- line
      }
      stop(conditionMessage(error), call. = FALSE)
    }
  )
  references <- attr(expressions, "srcref")
  for (i in seq_along(expressions)) {
    state$line <- as.integer(references[[i]])[1]
    shown <- withVisible(eval(expressions[[i]], scope))
    # A plot that is the last thing is meant to be seen, also where it is given a name.
    is_last <- i == length(expressions) && is_assignment(expressions[[i]]) && is_plot(shown$value)
    if (shown$visible || is_last) {
      print(shown$value)
    }
  }
  returned <- withVisible(call_main(scope, inputs))
  if (!is_plot(returned$value)) {
    return(outputs_of(task$outputs, scope, returned$value))
  }
  if (returned$visible) {
    print(returned$value)
  }
  outputs_of(task$outputs, scope, NULL)
}

is_assignment <- function(expression) is.call(expression) && as.character(expression[[1]])[1] %in% c("<-", "=", "assign")

# Is drawn by being printed.
is_plot <- function(value) inherits(value, c("ggplot", "trellis"))

call_main <- function(scope, inputs) {
  main <- get0("main", scope, mode = "function", inherits = FALSE)
  if (is.null(main)) {
    return(NULL)
  }
  wanted <- formals(main)
  given <- if ("..." %in% names(wanted)) inputs else inputs[intersect(names(wanted), names(inputs))]
  for (name in setdiff(names(wanted), c("...", names(inputs)))) {
    if (identical(wanted[[name]], quote(expr = ))) {
      stop(sprintf("Expected an input %s, which main() asks for, but there is none. Add it to the inputs of the task, or give it a default", name), call. = FALSE)
    }
  }
  do.call(main, given)
}

outputs_of <- function(expected, scope, returned) {
  found <- as.list(scope$outputs)
  if (is.list(returned) && !is.data.frame(returned) && !is.null(names(returned))) {
    found[names(returned)] <- returned
  }
  if (is.null(expected)) {
    return(found)
  }
  if (length(expected) == 1 && !is.null(returned) && is.null(found[[expected]])) {
    found[[expected]] <- returned
  }
  stats::setNames(lapply(expected, function(name) {
    if (name %in% names(found)) {
      return(found[[name]])
    }
    if (exists(name, scope, inherits = FALSE)) {
      return(get(name, scope, inherits = FALSE))
    }
    bad_output(sprintf("Expected the script to set %s, which is one of its outputs, but it has not. Set it, or take it off the outputs of the task", name))
  }), expected)
}

# What is used for the first time is loaded and compiled then: once here, instead of in each copy.
warm_up <- function() {
  state$name <- "warm up"
  state$lines <- "1 + 1"
  state$scope <- new.env()
  values <- list(a = 1, b = "text", c = c(TRUE, NA), d = list(e = 1:3, f = NULL))
  for (round in 1:3) {
    json(values)
    eval(parse(text = "structure(list(1), names = c(\"a\"))", keep.source = FALSE), baseenv())
    source <- srcfilecopy(state$name, state$lines)
    withVisible(eval(parse(text = state$lines, srcfile = source, keep.source = TRUE)[[1]], state$scope))
    tryCatch(withCallingHandlers(stop("warm up"), error = function(error) describe(error, sys.calls(), sys.frames())), error = function(error) NULL)
    lapply(stats::setNames(nm = names(values)), function(name) convert(values[[name]], name, "", new.env()))
  }
  rm(list = ls(state), envir = state)
}
