import { Content } from '@backstage/core-components';
import { Route, Routes } from 'react-router-dom';
import { InboxPage } from './InboxPage';
import { TaskPage } from './task/TaskPage';

/** The inbox, and in it each task. */
export const InboxRoutes = () => (
  <Content>
    <Routes>
      <Route path="/" element={<InboxPage />} />
      <Route path="/:taskId" element={<TaskPage />} />
    </Routes>
  </Content>
);
