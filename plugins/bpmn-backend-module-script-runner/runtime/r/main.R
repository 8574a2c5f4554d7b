# Begins inside the sandbox, as `Rscript --vanilla main.R MODE ...`.
#
# direct                      runs one script; the channel is descriptor 3
# zygote PACKAGE ...          loads packages, then becomes a copy of itself in a sandbox of its own for each script
# zygote-network PACKAGE ...  the same for scripts that may reach some hosts
local({
  arguments <- commandArgs(trailingOnly = TRUE)
  file <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)[1])
  folder <- dirname(file)
  runner <- new.env(parent = baseenv())
  for (part in c("json", "channel", "convert", "api", "failures", "figures", "printed", "task")) {
    sys.source(file.path(folder, paste0(part, ".R")), runner)
  }
  # A copy would have to compile them anew.
  for (name in ls(runner)) {
    if (is.function(runner[[name]])) {
      assign(name, compiler::cmpfun(runner[[name]]), runner)
    }
  }
  native <- file.path(dirname(folder), "native", "sandbox.so")
  dyn.load(native)
  if (arguments[1] != "direct") {
    has_network <- arguments[1] == "zygote-network"
    packages <- arguments[-1]
    is_there <- vapply(
      packages,
      function(name) suppressWarnings(suppressPackageStartupMessages(require(name, character.only = TRUE, quietly = TRUE))),
      logical(1)
    )
    runner$answer(list(ready = Sys.getpid(), loaded = packages[is_there], missing = packages[!is_there], native = TRUE))
    runner$warm_up()
    folders <- paste(readLines("/runner/folders"), collapse = "\n")
    gc()
    # Returns in each script only.
    .C("serve", if (has_network) "/runner/filter-network.bpf" else "/runner/filter.bpf", folders, as.integer(has_network))
  }
  runner$run()
})
