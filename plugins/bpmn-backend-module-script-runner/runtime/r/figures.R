# Plots: drawn into files, kept when the script has ended.

MOST_FIGURES <- 100

# Of this R alone, wherever it runs.
plots_folder <- function() file.path(tempdir(), "plots")

png_type <- function() if (capabilities("cairo")) "cairo" else "Xlib"

# From here on `plot()` draws into a file.
redirect_plots <- function() {
  dir.create(plots_folder(), showWarnings = FALSE)
  options(device = function(...) {
    state$devices <- state$devices + 1
    grDevices::png(file.path(plots_folder(), sprintf("%03d-%%03d.png", state$devices)), width = 1000, height = 700, res = 120, type = png_type())
  })
}

collect_plots <- function() {
  grDevices::graphics.off()
  paths <- sort(list.files(plots_folder(), "[.]png$", full.names = TRUE))
  for (path in utils::head(paths, MOST_FIGURES)) {
    keep_file(path, name = next_name("figure", "png"), kind = "figure")
  }
  if (length(paths) > MOST_FIGURES) {
    say("warning", sprintf("Expected at most %d plots, but there are %d; the others are not kept", MOST_FIGURES, length(paths)))
  }
  unlink(plots_folder(), recursive = TRUE)
}
