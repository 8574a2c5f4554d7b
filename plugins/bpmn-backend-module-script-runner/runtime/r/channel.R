# Frames: a length (four bytes, big endian, of what follows), a kind (one byte), a payload. They come and go over descriptor 3 where the library of
# native/sandbox.c is. Where nobody could compile it, they do over what R can open by itself: pipes, descriptor 3 to read and 4 to write.

CHANNEL <- 3L
PIPE_IN <- "/dev/fd/3"
PIPE_OUT <- "/dev/fd/4"
JSON <- as.raw(0x4a)
BYTES <- as.raw(0x42)
CHUNK <- 65536L

# Nobody listens until one of these is called.
wire <- new.env()

open_native <- function(library) {
  dyn.load(library)
  wire$kind <- "native"
}

open_pipes <- function() {
  wire$input <- file(PIPE_IN, "rb", raw = TRUE)
  wire$output <- file(PIPE_OUT, "wb", raw = TRUE)
  wire$kind <- "plain"
}

is_plain <- function() identical(wire$kind, "plain")

# A line for whoever has begun this process.
answer <- function(message) {
  line <- charToRaw(paste0(json(message), "\n"))
  if (is_plain()) write_pipe(line) else write_descriptor(1L, line)
}

write_raw <- function(bytes) {
  if (is_plain()) {
    write_pipe(bytes)
  } else if (!is.null(wire$kind)) {
    write_descriptor(CHANNEL, bytes)
  }
  invisible()
}

write_descriptor <- function(descriptor, bytes) {
  .C("write_bytes", descriptor, length(bytes), bytes, failed = 0L)
}

write_pipe <- function(bytes) {
  # Whoever closes all connections has closed this one too.
  is_open <- tryCatch(identical(summary(wire$output)$description, PIPE_OUT), error = function(error) FALSE)
  if (!is_open) {
    wire$output <- file(PIPE_OUT, "wb", raw = TRUE)
  }
  writeBin(bytes, wire$output)
  flush(wire$output)
}

read_raw <- function(size) {
  if (size == 0) {
    return(raw(0))
  }
  if (is_plain()) {
    bytes <- readBin(wire$input, "raw", size)
    return(if (length(bytes) < size) NULL else bytes)
  }
  got <- .C("read_bytes", CHANNEL, as.integer(size), bytes = raw(size), got = 0L)
  if (got$got < size) NULL else got$bytes
}

# None: whoever has begun this process has set them.
set_limits <- function(limits) {
  if (length(limits) == 0) {
    return(invisible())
  }
  done <- .C("set_limits", as.double(limits$cpu), as.double(limits$memory), as.double(limits$fileSize), as.integer(limits$files), as.integer(limits$processes), failed = 0L)
  if (done$failed != 0L) {
    stop("limits could not be set")
  }
}

end_process <- function(code) {
  if (is_plain()) {
    quit("no", code, runLast = FALSE)
  }
  .C("end_process", as.integer(code))
}

# What the script has taken, where nobody else can say.
usage <- function() {
  if (!is_plain()) {
    return(list())
  }
  status <- tryCatch(readLines("/proc/self/status"), error = function(error) character(), warning = function(warning) character())
  peak <- grep("^VmHWM:", status, value = TRUE)
  found <- list(cpu = round(sum(proc.time()[-3]) * 1000 - state$cpu, 1))
  if (length(peak) == 1) {
    found$memory <- as.numeric(gsub("[^0-9]", "", peak)) * 1024
  }
  found
}

big_endian <- function(number) {
  as.raw(c(number %/% 16777216, (number %/% 65536) %% 256, (number %/% 256) %% 256, number %% 256))
}

send <- function(message) {
  send_frame(JSON, charToRaw(json(message)))
}

send_frame <- function(kind, payload) {
  write_raw(c(big_endian(length(payload) + 1), kind, payload))
}

# Sends a message and, right after it, so many bytes of a file.
send_file <- function(message, path) {
  send(message)
  connection <- file(path, "rb")
  on.exit(close(connection))
  left <- message$size
  while (left > 0) {
    bytes <- readBin(connection, "raw", min(left, CHUNK))
    if (length(bytes) == 0) {
      # It has shrunk since it was measured; what was promised is what is sent.
      bytes <- raw(min(left, CHUNK))
    }
    send_frame(BYTES, bytes)
    left <- left - length(bytes)
  }
}

# The payload of the next frame; NULL at the end.
receive <- function() {
  head <- read_raw(5)
  if (is.null(head)) {
    return(NULL)
  }
  read_raw(sum(as.integer(head[1:4]) * c(16777216, 65536, 256, 1)) - 1)
}
