import Box from '@material-ui/core/Box';
import Alert from '@material-ui/lab/Alert';
import { useState } from 'react';
import { useLocation } from 'react-router-dom';

/** What a page tells the next one when a task is done. */
export interface DoneState {
  readonly done: string;
}

/** Says which task was just done, on the page that one comes to then. */
export const DoneNotice = () => {
  const { state, key } = useLocation();
  const { done } = (state ?? {}) as Partial<DoneState>;
  const [closed, setClosed] = useState<string>();

  return done && closed !== key ? (
    <Box mb={2}>
      <Alert severity="success" onClose={() => setClosed(key)}>
        Done: {done}
      </Alert>
    </Box>
  ) : null;
};
