# Frames on descriptor 3: a length (four bytes, big endian, of what follows), a kind (one byte), a payload.

CHANNEL <- 3L
JSON <- as.raw(0x4a)
BYTES <- as.raw(0x42)
CHUNK <- 65536L

answer <- function(message) {
  write_raw(1L, charToRaw(paste0(json(message), "\n")))
}

write_raw <- function(descriptor, bytes) {
  .C("write_bytes", descriptor, length(bytes), bytes, failed = 0L)
  invisible()
}

read_raw <- function(size) {
  if (size == 0) {
    return(raw(0))
  }
  got <- .C("read_bytes", CHANNEL, as.integer(size), bytes = raw(size), got = 0L)
  if (got$got < size) NULL else got$bytes
}

big_endian <- function(number) {
  as.raw(c(number %/% 16777216, (number %/% 65536) %% 256, (number %/% 256) %% 256, number %% 256))
}

send <- function(message) {
  send_frame(JSON, charToRaw(json(message)))
}

send_frame <- function(kind, payload) {
  write_raw(CHANNEL, c(big_endian(length(payload) + 1), kind, payload))
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
