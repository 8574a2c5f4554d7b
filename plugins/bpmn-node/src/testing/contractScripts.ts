/** What scripts of the suite do, and what each is called in the other files. */
export interface ContractScripts {
  /** Sets `y` to one more than its input `x`, when it has printed a line `one` and a line `two`. */
  readonly adds: string;
  /** Leaves an artifact `kept.txt` in which is written `kept`. */
  readonly keeps: string;
  /** Sets `text` to what is written in the file that is its input `file`. */
  readonly reads: string;
  /** Fails in its third line. */
  readonly fails: string;
  /** Throws a BPMN error `tooMuch`, with a variable `limit` of 3. */
  readonly throws: string;
  /** Sets `y` to what is no data. */
  readonly strange: string;
  /** Says `begun`, and goes on without end. */
  readonly endless: string;
}

const PYTHON: ContractScripts = {
  adds: 'print("one")\nprint("two")\noutputs["y"] = x + 1\n',
  keeps:
    'with open("kept.txt", "w") as file:\n    file.write("kept")\nflow.artifact("kept.txt")\n',
  reads: 'outputs["text"] = open(file).read()\n',
  fails: 'a = 1\nb = 0\na / b\n',
  throws: 'flow.bpmn_error("tooMuch", "Expected less", {"limit": 3})\n',
  strange: 'outputs["y"] = lambda: 1\n',
  endless: 'flow.log.info("begun")\nwhile True:\n    pass\n',
};

const R: ContractScripts = {
  adds: 'cat("one\\n")\ncat("two\\n")\noutputs$y <- x + 1\n',
  keeps:
    'cat("kept", file = "kept.txt")\nflow$artifact("kept.txt")\noutputs$y <- 1\n',
  reads: 'outputs$text <- readChar(file, file.size(file), useBytes = TRUE)\n',
  fails: 'a <- 1\nb <- "0"\na / b\n',
  throws: 'flow$bpmn_error("tooMuch", "Expected less", list(limit = 3))\n',
  strange: 'outputs$y <- function() 1\n',
  endless: 'flow$log$info("begun")\nrepeat {\n}\n',
};

/** The same scripts in each language. */
export const contractScripts: Readonly<
  Record<'python' | 'r', ContractScripts>
> = { python: PYTHON, r: R };
