import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import type { MailDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { bpmnApiRef } from '../api';
import { Moment } from '../parts/Moment';
import { Shown } from '../parts/Shown';
import { useLoaded } from '../parts/useLoaded';
import { outboxRouteRef } from '../routes';
import { Attachments } from './Attachments';
import { MailStateChip } from './MailStateChip';
import { MailText } from './MailText';

/** One mail. */
export const MailPage = () => {
  const { mailId = '' } = useParams();
  const api = useApi(bpmnApiRef);
  const outbox = useRouteRef(outboxRouteRef)?.() ?? '/outbox';
  const loaded = useLoaded(
    useCallback(signal => api.getMail({ mailId }, { signal }), [api, mailId]),
  );
  return (
    <>
      <Box mb={2}>
        <Link to={outbox}>All mails</Link>
      </Box>
      <Shown loaded={loaded}>{mail => <OneMail mail={mail} />}</Shown>
    </>
  );
};

const OneMail = ({ mail }: { readonly mail: MailDetails }) => (
  <Paper variant="outlined">
    <Box p={3}>
      <Box display="flex" alignItems="center">
        <Box flexGrow={1}>
          <Typography variant="h5" component="h1">
            {mail.subject}
          </Typography>
        </Box>
        <MailStateChip state={mail.state} />
      </Box>
      <Typography color="textSecondary">
        {`From ${mail.sender} to ${mail.recipients.join(', ')}`}
      </Typography>
      <Typography color="textSecondary" gutterBottom>
        <Moment at={mail.createdAt} /> · {mail.processName ?? mail.processId}
      </Typography>
      {mail.problem && (
        <Box my={2}>
          <Alert severity={mail.state === 'failed' ? 'error' : 'info'}>
            {mail.problem}
          </Alert>
        </Box>
      )}
      <Box my={3}>
        <MailText text={mail.text} />
      </Box>
      {mail.attachments.length > 0 && <Attachments mail={mail} />}
    </Box>
  </Paper>
);
