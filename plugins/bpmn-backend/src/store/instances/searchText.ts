/** Text as it is searched: both databases compare it by its characters then. */
export function searchText(text: string): string {
  return text
    .replaceAll('\u0000', '\uFFFD')
    .normalize('NFKC')
    .toLocaleLowerCase('en');
}
