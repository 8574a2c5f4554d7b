import { storable } from '../storable';

/** Text as it is searched: both databases compare it by its characters then. */
export function searchText(text: string): string {
  return storable(text).normalize('NFKC').toLocaleLowerCase('en');
}
