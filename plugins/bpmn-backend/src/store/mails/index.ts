export type { MailRecord } from './MailRecord';
export { MailStore, type MailSearch } from './MailStore';
