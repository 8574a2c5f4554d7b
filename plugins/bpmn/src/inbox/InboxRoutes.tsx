import { Content } from '@backstage/core-components';
import { Route, Routes } from 'react-router-dom';
import { ScriptWarnings } from '../parts/ScriptWarnings';
import { InboxPage } from './InboxPage';
import { TaskPage } from './task/TaskPage';

/** The inbox, and in it each task. */
export const InboxRoutes = () => (
  <Content>
    <ScriptWarnings />
    <Routes>
      <Route path="/" element={<InboxPage />} />
      <Route path="/:taskId" element={<TaskPage />} />
    </Routes>
  </Content>
);
