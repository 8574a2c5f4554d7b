import { createTheme, makeStyles } from '@material-ui/core/styles';

// Diagrams are drawn dark on light, whatever the theme of the portal is: what is shown at their elements is light as well.
const { palette, shadows } = createTheme();

const shape = (name: string) =>
  `& .djs-element.pipeline-${name} .djs-visual > :first-child`;

const badge = {
  minWidth: 24,
  padding: '0 7px',
  borderRadius: 12,
  fontSize: 13,
  fontWeight: 700,
  lineHeight: '24px',
  textAlign: 'center',
  whiteSpace: 'nowrap',
  boxShadow: shadows[2],
} as const;

/** What is shown at elements. */
const atElements = {
  [`${shape('done')}`]: {
    fill: '#e8f5e9 !important',
    stroke: `${palette.success.dark} !important`,
  },
  [`${shape('running')}`]: {
    fill: '#e3f2fd !important',
    stroke: `${palette.info.dark} !important`,
    strokeWidth: '3px !important',
  },
  [`${shape('incident')}`]: {
    fill: '#ffebee !important',
    stroke: `${palette.error.dark} !important`,
    strokeWidth: '3px !important',
  },
  '& .djs-element[role=button]': { cursor: 'pointer', outline: 'none' },
  [`${shape(
    'selected',
  )}, & .djs-element:focus-visible .djs-visual > :first-child`]: {
    strokeWidth: '4px !important',
    strokeDasharray: '7 3',
  },
  '& .pipeline-token': {
    ...badge,
    color: palette.info.contrastText,
    backgroundColor: palette.info.dark,
  },
  '& .pipeline-trouble': {
    ...badge,
    color: palette.error.contrastText,
    backgroundColor: palette.error.dark,
  },
} as const;

export const useStyles = makeStyles(theme => ({
  surface: {
    position: 'relative',
    overflow: 'hidden',
    colorScheme: 'light',
    color: palette.text.primary,
    backgroundColor: palette.background.paper,
  },
  canvas: {
    width: '100%',
    height: '100%',
    '& .djs-container': { fontFamily: theme.typography.fontFamily },
    ...atElements,
  },
  zoom: {
    position: 'absolute',
    top: theme.spacing(1),
    right: theme.spacing(1),
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: palette.background.paper,
    '& button': { color: palette.text.secondary },
  },
  note: { padding: theme.spacing(3) },
  heard: {
    position: 'absolute',
    width: 1,
    height: 1,
    margin: -1,
    padding: 0,
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
    whiteSpace: 'nowrap',
    border: 0,
  },
}));
