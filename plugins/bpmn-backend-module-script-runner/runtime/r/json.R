# Writes JSON: what goes out is made by convert.R, so only a few kinds of values come here.

json_text <- function(text) {
  if (length(text) == 0) {
    return(character())
  }
  text <- enc2utf8(as.character(text))
  broken <- !validUTF8(text)
  if (any(broken)) {
    text[broken] <- iconv(text[broken], "UTF-8", "UTF-8", sub = "\uFFFD")
  }
  text <- gsub("\\", "\\\\", text, fixed = TRUE)
  text <- gsub("\"", "\\\"", text, fixed = TRUE)
  text <- gsub("\n", "\\n", text, fixed = TRUE)
  text <- gsub("\r", "\\r", text, fixed = TRUE)
  text <- gsub("\t", "\\t", text, fixed = TRUE)
  controls <- grepl("[\001-\037]", text, perl = TRUE)
  for (i in which(controls)) {
    codes <- utf8ToInt(text[i])
    text[i] <- paste0(ifelse(codes < 32, sprintf("\\u%04x", codes), vapply(codes, intToUtf8, "")), collapse = "")
  }
  paste0("\"", text, "\"")
}

json_number <- function(number) {
  if (is.integer(number)) {
    return(as.character(number))
  }
  text <- sprintf("%.17g", number)
  whole <- which(number == trunc(number) & abs(number) < 2^53)
  text[whole] <- sprintf("%.0f", number[whole] + 0)
  text
}

# A list with names is an object, one without an array. A vector of one value is a value; `I(x)` stays an array.
json <- function(value) {
  if (is.null(value)) {
    return("null")
  }
  if (is.list(value)) {
    parts <- vapply(value, json, "", USE.NAMES = FALSE)
    if (is.null(names(value))) {
      return(paste0("[", paste0(parts, collapse = ","), "]"))
    }
    return(paste0("{", paste0(json_text(names(value)), rep(":", length(parts)), parts, collapse = ","), "}"))
  }
  parts <- if (is.character(value)) {
    json_text(value)
  } else if (is.logical(value)) {
    c("false", "true")[value + 1]
  } else {
    json_number(value)
  }
  parts[is.na(value)] <- "null"
  if (length(value) == 1 && !inherits(value, "AsIs")) parts else paste0("[", paste0(parts, collapse = ","), "]")
}
