import { Route, Routes } from 'react-router-dom';
import { NewPipelinePage } from './create/NewPipelinePage';
import { DraftPage } from './draft/DraftPage';

/** Begins a pipeline, or goes on with a draft of one. */
export const ModelerPages = () => (
  <Routes>
    <Route path="/" element={<NewPipelinePage />} />
    <Route path="/:draftId" element={<DraftPage />} />
  </Routes>
);
