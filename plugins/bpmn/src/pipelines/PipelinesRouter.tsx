import { Route, Routes } from 'react-router-dom';
import { RunPage } from '../instances/RunPage';
import { PipelinesPage } from './PipelinesPage';
import { ProcessPage } from './process/ProcessPage';

/** The pages under `/pipelines`. */
export const PipelinesRouter = () => (
  <Routes>
    <Route index element={<PipelinesPage />} />
    <Route path="runs/:instanceId" element={<RunPage />} />
    <Route path=":processId" element={<ProcessPage />} />
  </Routes>
);
