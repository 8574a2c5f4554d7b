import { TasksSidebarItem as Item } from '../inbox/TasksSidebarItem';
import { inOldApp } from './inOldApp';

/**
 * An entry for the sidebar, with the number of tasks that are mine to do.
 *
 * @public
 */
export const TasksSidebarItem = inOldApp(Item);
