# Plots: drawn into files, kept when the script has ended.

MOST_FIGURES <- 100

# Of this R alone, wherever it runs.
plots_folder <- function() file.path(tempdir(), "plots")

png_type <- function() if (capabilities("cairo")) "cairo" else "Xlib"

# From here on `plot()` draws into a file.
redirect_plots <- function() {
  options(device = function(...) {
    state$devices <- state$devices + 1
    state$pages <- 0
    grDevices::png(file.path(plots_folder(), sprintf("%03d-%%03d.png", state$devices)), width = 1000, height = 700, res = 120, type = png_type())
    state$device <- grDevices::dev.cur()
  })
  setHook("before.plot.new", function(...) if (graphics::par("page")) begin_plot(), "append")
  setHook("before.grid.newpage", function(...) begin_plot(), "append")
}

# A page is about to be drawn on: counts those of ours, and remembers what they are called.
begin_plot <- function() {
  if (grDevices::dev.cur() == 1) {
    grDevices::dev.new()
  }
  if (!identical(grDevices::dev.cur(), state$device)) {
    return()
  }
  state$pages <- state$pages + 1
  state$plots <- state$plots + 1
  if (state$plots > MOST_FIGURES) {
    # What asks here takes no error.
    text <- sprintf("Expected at most %d plots, but the script draws more. Draw several on a page (par(mfrow = ...)), or into files of its own (png()) and keep those that matter", MOST_FIGURES)
    signalCondition(structure(class = c("flow_stopped", "flow_bad_output", "condition"), list(message = text, call = NULL, kind = "output-limit")))
  }
  title <- title_of(sys.calls(), sys.frames())
  if (!is.null(title)) {
    state$titles[[sprintf("%03d-%03d.png", state$devices, state$pages)]] <- title
  }
}

# The title that one of the functions which draw has been told: `labs(title = )` of ggplot2, `main` of others.
title_of <- function(calls, frames) {
  for (i in rev(seq_along(calls))) {
    called <- calls[[i]][[1]]
    is_print <- is.symbol(called) && as.character(called) %in% c("print.ggplot", "plot.ggplot")
    title <- if (is_print) get("x", frames[[i]])$labels$title else get0("main", frames[[i]], mode = "character", inherits = FALSE)
    if (is.character(title) && length(title) == 1 && nzchar(title)) {
      return(title)
    }
  }
  NULL
}

collect_plots <- function() {
  grDevices::graphics.off()
  paths <- sort(list.files(plots_folder(), "[.]png$", full.names = TRUE))
  for (path in utils::head(paths, MOST_FIGURES)) {
    keep_file(path, state$titles[[basename(path)]], next_name("figure", "png"), "figure")
  }
  unlink(plots_folder(), recursive = TRUE)
}
