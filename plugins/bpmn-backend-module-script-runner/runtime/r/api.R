# `flow`: what a script can ask of the process that it is a part of.

state <- new.env()

now <- function() round(as.numeric(Sys.time()) * 1000)

say <- function(level, text) {
  for (one in strsplit(paste0(text, "\n"), "\n", fixed = TRUE)[[1]]) {
    say_line(level, one)
  }
  invisible()
}

say_line <- function(level, text) {
  message <- list(type = "log", level = level, time = now(), text = text)
  message$line <- current_line()
  send(message)
}

# Line of the script that is at work.
current_line <- function() {
  for (call in rev(sys.calls())) {
    line <- line_of(call)
    if (!is.null(line)) {
      return(line)
    }
  }
  state$line
}

line_of <- function(call) {
  reference <- attr(call, "srcref")
  if (is.null(reference)) {
    return(NULL)
  }
  file <- attr(reference, "srcfile")
  if (identical(file$filename, state$name)) as.integer(reference)[1] else NULL
}

finite <- function(value, what) {
  number <- as.numeric(value)
  if (length(number) != 1 || !is.finite(number)) {
    stop(sprintf("Expected %s to be one finite number, but found another value", what), call. = FALSE)
  }
  number
}

flow_of <- function(task) {
  list(
    log = list(
      debug = function(...) say("debug", paste0(...)),
      info = function(...) say("info", paste0(...)),
      warning = function(...) say("warning", paste0(...)),
      error = function(...) say("error", paste0(...))
    ),
    metric = function(name, value) {
      send(list(type = "metric", name = as.character(name), value = finite(value, "a metric"), time = now()))
      invisible()
    },
    progress = function(done, text = NULL) {
      message <- list(type = "progress", done = min(1, max(0, finite(done, "progress"))))
      message$text <- text
      send(message)
      invisible()
    },
    artifact = function(what, title = NULL, name = NULL) keep(what, title, name),
    secret = function(name) {
      if (is.null(task$secrets[[name]])) {
        known <- paste(sort(names(task$secrets)), collapse = ", ")
        stop(sprintf("Expected a secret %s for this process, but it may use: %s. Whoever runs the portal grants secrets to groups", name, if (known == "") "none" else known), call. = FALSE)
      }
      task$secrets[[name]]
    },
    bpmn_error = function(code, message = "", variables = list()) {
      stop(structure(class = c("flow_thrown", "error", "condition"), list(message = as.character(message), call = NULL, code = as.character(code), variables = variables)))
    },
    task = task$about
  )
}

keep <- function(what, title = NULL, name = NULL) {
  if (is.data.frame(what)) {
    return(keep_table(what, title, name))
  }
  if (is_plot(what)) {
    path <- tempfile(fileext = ".png")
    grDevices::png(path, width = 1000, height = 700, res = 120, type = png_type())
    print(what)
    grDevices::dev.off()
    if (is.null(title) && inherits(what, "ggplot")) {
      title <- what$labels$title
    }
    return(keep_file(path, title, if (is.null(name)) next_name("figure", "png") else name, "figure"))
  }
  if (is.character(what) && length(what) == 1) {
    return(keep_file(what, title, name))
  }
  stop("Expected an artifact to be the path of a file, a plot of ggplot2 or a data frame, but found another value. Write it to a file, and name that", call. = FALSE)
}

keep_file <- function(path, title = NULL, name = NULL, kind = "file") {
  link <- Sys.readlink(path)
  about <- file.info(path, extra_cols = FALSE)
  if (is.na(about$size) || about$isdir || !identical(link, "")) {
    stop(sprintf("Expected %s to be a file of its own, but it is not there, or is a link or a folder", path), call. = FALSE)
  }
  message <- list(type = "artifact", kind = kind, name = if (is.null(name)) basename(path) else name, size = about$size)
  message$title <- title
  kept(message, path)
}

# Hands a file over. Its name, which as an output is the file itself.
kept <- function(message, path) {
  send_file(message, path)
  state$sent <- state$sent + 1
  invisible(structure(message$name, class = c("flow_artifact", "character"), number = state$sent))
}

keep_table <- function(table, title = NULL, name = NULL) {
  # Others choose rows and columns in ways of their own.
  table <- as.data.frame(table)
  is_nested <- vapply(table, is.list, NA)
  if (any(is_nested)) {
    table[is_nested] <- lapply(table[is_nested], function(column) vapply(column, function(cell) paste(format(cell), collapse = " "), ""))
  }
  path <- tempfile(fileext = ".csv")
  utils::write.csv(table, path, row.names = is.character(attr(table, "row.names")), fileEncoding = "UTF-8")
  some <- utils::head(table, PREVIEW_ROWS)[, seq_len(min(30, ncol(table))), drop = FALSE]
  columns <- lapply(some, function(column) substr(vapply(seq_len(nrow(some)), function(i) paste(format(column[[i]]), collapse = " "), ""), 1, 200))
  rows <- lapply(seq_len(nrow(some)), function(i) I(vapply(columns, function(column) column[i], "")))
  message <- list(
    type = "artifact", kind = "table",
    name = if (is.null(name)) next_name("table", "csv") else name,
    size = file.size(path),
    preview = list(columns = I(as.character(names(some))), rows = lapply(rows, unname), rowCount = nrow(table), columnCount = ncol(table))
  )
  message$title <- title
  kept(message, path)
}

next_name <- function(what, extension) {
  state$count <- state$count + 1
  sprintf("%s-%d.%s", what, state$count, extension)
}
