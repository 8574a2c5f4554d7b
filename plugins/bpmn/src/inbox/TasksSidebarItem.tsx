import { SidebarItem } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import Badge from '@material-ui/core/Badge';
import AssignmentIcon from '@material-ui/icons/AssignmentTurnedIn';
import { useMemo } from 'react';
import { inboxRouteRef } from '../routes';
import { useOpenTaskCount } from './useOpenTaskCount';

/** Larger numbers say no more. */
const MOST = 99;

/**
 * An entry for the navigation of a portal, with the number of tasks that are mine to do. Take `page:bpmn/tasks` out of the navigation and put
 * this in its place.
 *
 * @public
 */
export const TasksSidebarItem = () => {
  const path = useRouteRef(inboxRouteRef);
  const count = useOpenTaskCount()?.count ?? 0;
  const Icon = useMemo(
    () => () =>
      (
        <Badge
          badgeContent={count}
          max={MOST}
          color="error"
          overlap="rectangular"
        >
          <AssignmentIcon />
        </Badge>
      ),
    [count],
  );

  return (
    <SidebarItem
      icon={Icon}
      text="Tasks"
      to={path?.() ?? '/tasks'}
      aria-label={count > 0 ? `Tasks, ${count} to do` : 'Tasks'}
    />
  );
};
