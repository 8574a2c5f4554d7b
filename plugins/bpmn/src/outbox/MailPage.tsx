import { Link, Progress } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import type { MailDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { bpmnApiRef } from '../api';
import { outboxRouteRef } from '../routes';
import { Attachments } from './Attachments';
import { Failure } from './Failure';
import { MailStateChip } from './MailStateChip';
import { MailText } from './MailText';
import { timeOf } from './timeOf';
import { useAsked } from './useAsked';

/** One mail. */
export const MailPage = () => {
  const { mailId = '' } = useParams();
  const api = useApi(bpmnApiRef);
  const outbox = useRouteRef(outboxRouteRef)?.() ?? '/outbox';
  const ask = useCallback(
    (signal: AbortSignal) => api.getMail({ mailId }, { signal }),
    [api, mailId],
  );
  const { value: mail, error, isLoading, refresh } = useAsked(ask);
  return (
    <>
      <Box mb={2}>
        <Link to={outbox}>All mails</Link>
      </Box>
      {error && <Failure error={error} onRetry={refresh} />}
      {isLoading && <Progress />}
      {mail && <OneMail mail={mail} />}
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
        {`${timeOf(mail.createdAt)} · ${mail.processId}`}
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
