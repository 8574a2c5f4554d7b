import { Content } from '@backstage/core-components';
import { Route, Routes } from 'react-router-dom';
import { ScriptWarnings } from '../parts/ScriptWarnings';
import { MailPage } from './MailPage';
import { OutboxPage } from './OutboxPage';

/** The outbox, and in it each mail. */
export const OutboxRoutes = () => (
  <Content>
    <ScriptWarnings />
    <Routes>
      <Route path="/" element={<OutboxPage />} />
      <Route path="/:mailId" element={<MailPage />} />
    </Routes>
  </Content>
);
