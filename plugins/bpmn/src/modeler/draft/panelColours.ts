import { darken, fade, lighten, type Theme } from '@material-ui/core/styles';
import type { CSSProperties } from 'react';

/** The tokens of bpmn.io's panel, in the colours of the portal: it follows the theme with everything else. */
export function panelColours({ palette }: Theme): CSSProperties {
  const isDark = palette.type === 'dark';
  const surface = palette.background.paper;
  const shade = (amount: number) =>
    isDark ? lighten(surface, amount) : darken(surface, amount);
  const primary = isDark ? palette.primary.light : palette.primary.main;
  const danger = isDark
    ? lighten(palette.error.main, 0.35)
    : palette.error.main;
  return {
    '--bio-surface': surface,
    '--bio-surface-overlay': surface,
    '--bio-surface-subtle': shade(0.03),
    '--bio-surface-medium': shade(0.06),
    '--bio-surface-strong': shade(0.12),
    '--bio-text': palette.text.primary,
    '--bio-text-subtle': palette.text.secondary,
    '--bio-text-subtlest': palette.text.secondary,
    '--bio-border': shade(0.25),
    '--bio-border-subtle': shade(0.15),
    '--bio-border-disabled': shade(0.1),
    '--bio-border-input': shade(0.3),
    '--bio-primary': primary,
    '--bio-primary-hover': primary,
    '--bio-primary-surface': fade(primary, 0.12),
    '--bio-danger': danger,
    '--bio-danger-surface': fade(danger, 0.15),
    '--bio-neutral': palette.text.secondary,
    '--bio-info': primary,
  } as CSSProperties;
}
