# Begins inside the sandbox, as `Rscript --vanilla main.R MODE ...`.
#
# direct                      runs one script; the channel is descriptor 3
# zygote PACKAGE ...          loads packages, then becomes a copy of itself in a sandbox of its own for each script
# zygote-network PACKAGE ...  the same for scripts that may reach some hosts
# plain PACKAGE ...           loads packages, then runs one script; the channel are pipes, which need no library of ours
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
  mode <- arguments[1]
  packages <- arguments[-1]
  is_there <- vapply(
    packages,
    function(name) suppressWarnings(suppressPackageStartupMessages(require(name, character.only = TRUE, quietly = TRUE))),
    logical(1)
  )
  if (mode != "direct") {
    runner$warm_up()
    gc()
  }
  if (mode == "plain") {
    runner$open_pipes()
  } else {
    runner$open_native(file.path(dirname(folder), "native", "sandbox.so"))
  }
  if (mode != "direct") {
    runner$answer(list(ready = Sys.getpid(), loaded = I(packages[is_there]), missing = I(packages[!is_there])))
  }
  if (mode %in% c("zygote", "zygote-network")) {
    has_network <- mode == "zygote-network"
    # Returns in each script only.
    .C(
      "serve",
      if (has_network) "/runner/filter-network.bpf" else "/runner/filter.bpf",
      paste(readLines("/runner/folders"), collapse = "\n"),
      as.integer(has_network)
    )
  }
  runner$run()
})
