/** A part of BPMN that is no element or event of its own, with a model in which it is tried. */
export interface ModelPart {
  readonly title: string;
  /** What becomes of it, or what to use instead; for people. */
  readonly note: string;
  /** The content of a process. What is tried stands between `[[` and `]]`, here and in `around`. */
  readonly content: string;
  /** What is beside the process. */
  readonly around?: string;
}
