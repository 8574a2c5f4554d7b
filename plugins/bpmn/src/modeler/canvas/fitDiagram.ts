import type { Canvas } from './services';

/** What the palette covers at the left, in pixels of the screen, with two columns and a label that is wider than its element. */
const PALETTE = 150;
const MARGIN = 40;
const LARGEST_SCALE = 1;

/** Shows the whole diagram beside the palette: `fit-viewport` of diagram-js would put its left end, the start event, under it. */
export function fitDiagram(canvas: Canvas): void {
  canvas.resized();
  canvas.zoom('fit-viewport');
  const { inner, outer } = canvas.viewbox();
  if (inner.width <= 0 || outer.width <= PALETTE + 2 * MARGIN) {
    return;
  }
  const scale = Math.min(
    LARGEST_SCALE,
    (outer.width - PALETTE - MARGIN) / inner.width,
    (outer.height - 2 * MARGIN) / inner.height,
  );
  canvas.viewbox({
    x: inner.x - PALETTE / scale,
    y: inner.y + inner.height / 2 - outer.height / scale / 2,
    width: outer.width / scale,
    height: outer.height / scale,
  });
}
