/**
 * Tells people of their tasks: notifications of Backstage, and signals that keep inboxes live.
 *
 * @packageDocumentation
 */
export { bpmnModuleNotifications as default } from './module';
