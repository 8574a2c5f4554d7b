import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { partsOf } from './partsOf';

const useStyles = makeStyles({
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
});

/** What is in a mail, as it is: only its links are more than text. Those to the portal stay in the portal. */
export const MailText = ({ text }: { readonly text: string }) => (
  <Typography component="div" className={useStyles().text}>
    {partsOf(text).map(({ text: part, url }, index) =>
      url === undefined ? (
        part
      ) : (
        <Link key={index} to={inPortal(url)}>
          {part}
        </Link>
      ),
    )}
  </Typography>
);

function inPortal(url: string): string {
  const { origin } = window.location;
  return url.startsWith(`${origin}/`) ? url.slice(origin.length) : url;
}
