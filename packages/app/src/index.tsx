import '@backstage/cli/asset-types';
import ReactDOM from 'react-dom/client';
import { createPortal } from './createPortal';
import '@backstage/ui/css/styles.css';

ReactDOM.createRoot(document.getElementById('root')!).render(
  createPortal().createRoot(),
);
