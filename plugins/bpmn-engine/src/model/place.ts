import { describeElement, shortened, type ModdleElement } from './document';

const WORDS: Readonly<Record<string, string>> = {
  activeElementsCollection: 'active elements',
  followUpDate: 'follow-up date',
  inputParameters: 'input mapping',
  outputParameters: 'output mapping',
  retries: 'number of retries',
};

/** Where a value stands, for people: `due date of user task "Approve" (approve)`. */
export function placeOf(path: string, owner: ModdleElement): string {
  const words =
    WORDS[path] ??
    path.replace(/([a-z])([A-Z])/g, '$1 $2').toLocaleLowerCase('en-US');
  return `${words} of ${describeElement(owner)}`;
}

/** What is wrong with an expression, and where it stands. */
export function inPlace(message: string, place: string, text: string): string {
  return `${message.replace(/\.$/, '')} (in ${place}: ${shortened(text)})`;
}
