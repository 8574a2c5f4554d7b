const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, letter => ENTITIES[letter]);

const URL = /https?:\/\/[^\s<>"']+/g;

/** What ends a sentence belongs to the sentence. */
const END = /[.,;:!?)\]]+$/;

/** A text as HTML: as it is, with its links to be followed. Nothing in it is markup. */
export function htmlOf(text: string): string {
  let html = '';
  let last = 0;
  for (const { 0: found, index } of text.matchAll(URL)) {
    const url = found.replace(END, '');
    const link = `<a href="${escaped(url)}">${escaped(url)}</a>`;
    html += escaped(text.slice(last, index)) + link;
    last = index + url.length;
  }
  html += escaped(text.slice(last));
  return `<div style="white-space: pre-wrap; font-family: sans-serif">${html}</div>`;
}
