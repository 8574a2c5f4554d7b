// A back-end process of Backstage.
import { openPortal } from './openPortal';
import { serve } from './serve';

serve(openPortal);
