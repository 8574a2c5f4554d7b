import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  link: {
    display: 'flex',
    alignItems: 'center',
    width: '100%',
    height: 2 * sidebarConfig.logoHeight,
    paddingLeft: 18,
    color: '#7df3e1',
    fontSize: 16,
    fontWeight: 700,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  },
  mark: { flex: 'none', marginRight: 14 },
});

/** A start event, a task and a gateway: the shortest pipeline there is. */
export const PortalLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();

  return (
    <Link to="/" underline="none" className={classes.link} aria-label="Home">
      <svg
        className={classes.mark}
        width="38"
        height="18"
        viewBox="0 0 38 18"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        aria-hidden
      >
        <circle cx="5" cy="9" r="4" />
        <rect x="13" y="4" width="10" height="10" rx="2" />
        <path d="M32 4l5 5-5 5-5-5zM9 9h4M23 9h4" />
      </svg>
      {isOpen && 'BPMN Pipelines'}
    </Link>
  );
};
