// A back-end process without a portal.
import { openHost } from './openHost';
import { serve } from './serve';

serve(openHost);
