/** A part of a text, which may be a link. */
export interface TextPart {
  readonly text: string;
  readonly url?: string;
}

const URL = /https?:\/\/[^\s<>"']+/g;

/** What ends a sentence belongs to the sentence. */
const END = /[.,;:!?)\]]+$/;

/** Cuts a text where links begin and end. */
export function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let last = 0;
  for (const { 0: found, index } of text.matchAll(URL)) {
    const url = found.replace(END, '');
    parts.push({ text: text.slice(last, index) }, { text: url, url });
    last = index + url.length;
  }
  parts.push({ text: text.slice(last) });
  return parts.filter(part => part.text !== '');
}
