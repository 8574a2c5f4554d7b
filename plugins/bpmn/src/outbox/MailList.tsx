import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import AttachIcon from '@material-ui/icons/AttachFile';
import type { Mail } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Moment } from '../parts/Moment';
import { counted } from '../parts/quantities';
import { mailRouteRef } from '../routes';
import { MailStateChip } from './MailStateChip';

/** Mails, one below the other. */
export const MailList = ({ mails }: { readonly mails: readonly Mail[] }) => {
  const mailRoute = useRouteRef(mailRouteRef);
  return (
    <Paper variant="outlined">
      <List aria-label="Mails" disablePadding>
        {mails.map(mail => (
          <ListItem key={mail.id} divider>
            <ListItemText
              disableTypography
              primary={
                <Link to={mailRoute?.({ mailId: mail.id }) ?? mail.id}>
                  <Typography component="span">{mail.subject}</Typography>
                </Link>
              }
              secondary={
                <Typography variant="body2" color="textSecondary">
                  To {mail.recipients.join(', ')} ·{' '}
                  {mail.processName ?? mail.processId} ·{' '}
                  <Moment at={mail.createdAt} />
                </Typography>
              }
            />
            {mail.attachments.length > 0 && (
              <Box display="flex" alignItems="center" mr={2}>
                <AttachIcon fontSize="small" aria-hidden />
                <Typography variant="body2">
                  {counted(mail.attachments.length, 'file')}
                </Typography>
              </Box>
            )}
            <MailStateChip state={mail.state} />
          </ListItem>
        ))}
      </List>
    </Paper>
  );
};
