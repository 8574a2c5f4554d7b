/**
 * The same pages for apps of the old frontend system of Backstage.
 *
 * @packageDocumentation
 */
export {
  EntityProcessContent,
  EntityTeamProcessesCard,
  EntityUsedProcessesCard,
  hasUsedProcesses,
} from './entity';
export { InboxPage, ModelerPage, OutboxPage, PipelinesPage } from './pages';
export { bpmnPlugin } from './plugin';
export { TasksSidebarItem } from './TasksSidebarItem';
