import { alpha, darken, lighten, type Theme } from '@material-ui/core/styles';
import type { CSSProperties } from 'react';

/** What the colours of the panel are made of. */
interface Pots {
  readonly surface: string;
  /** The surface, nearer to the text. */
  readonly shade: (amount: number) => string;
  readonly text: string;
  readonly subtle: string;
  readonly primary: string;
  readonly onPrimary: string;
  readonly danger: string;
}

const COLOURS: Readonly<Record<`--bio-${string}`, (pots: Pots) => string>> = {
  '--bio-surface': ({ surface }) => surface,
  '--bio-surface-overlay': ({ surface }) => surface,
  '--bio-surface-subtle': ({ shade }) => shade(0.03),
  '--bio-surface-medium': ({ shade }) => shade(0.06),
  '--bio-surface-strong': ({ shade }) => shade(0.12),
  '--bio-text': ({ text }) => text,
  '--bio-text-on-primary': ({ onPrimary }) => onPrimary,
  '--bio-text-subtle': ({ subtle }) => subtle,
  '--bio-text-subtlest': ({ subtle }) => subtle,
  '--bio-border': ({ shade }) => shade(0.25),
  '--bio-border-subtle': ({ shade }) => shade(0.15),
  '--bio-border-disabled': ({ shade }) => shade(0.1),
  '--bio-border-input': ({ shade }) => shade(0.3),
  '--bio-primary': ({ primary }) => primary,
  '--bio-primary-hover': ({ primary }) => primary,
  '--bio-primary-surface': ({ primary }) => alpha(primary, 0.12),
  '--bio-danger': ({ danger }) => danger,
  '--bio-danger-surface': ({ danger }) => alpha(danger, 0.15),
  '--bio-neutral': ({ subtle }) => subtle,
  '--bio-info': ({ primary }) => primary,
};

/** Elements within the panel set the tokens of bpmn.io again: this takes them back to what is set on the panel. */
export const inheritedColours = Object.fromEntries(
  Object.keys(COLOURS).map(token => [token, 'inherit']),
);

/** The tokens of bpmn.io's panel, in the colours of the portal: it follows the theme with everything else. */
export function panelColours({ palette }: Theme): CSSProperties {
  const isDark = palette.type === 'dark';
  const surface = palette.background.paper;
  const pots: Pots = {
    surface,
    shade: amount =>
      isDark ? lighten(surface, amount) : darken(surface, amount),
    text: palette.text.primary,
    subtle: palette.text.secondary,
    primary: isDark ? palette.primary.light : palette.primary.main,
    onPrimary: isDark ? surface : palette.primary.contrastText,
    danger: isDark ? lighten(palette.error.main, 0.35) : palette.error.main,
  };
  return Object.fromEntries(
    Object.entries(COLOURS).map(([token, mix]) => [token, mix(pots)]),
  );
}
