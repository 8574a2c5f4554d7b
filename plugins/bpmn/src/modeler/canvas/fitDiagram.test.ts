import { fitDiagram } from './fitDiagram';
import type { Box, Canvas } from './services';

describe('fitDiagram', () => {
  const fitted = (
    inner: Box,
    outer = { x: 0, y: 0, width: 1000, height: 600 },
  ) => {
    const boxes: Box[] = [];
    const canvas = {
      resized: () => {},
      zoom: () => 1,
      viewbox: (box?: Box) => {
        if (box) {
          boxes.push(box);
        }
        return { ...inner, scale: 1, inner, outer };
      },
    } as unknown as Canvas;
    fitDiagram(canvas);
    return boxes[0];
  };

  it('should leave room for the palette left of a small diagram, in its natural size', () => {
    // when
    const box = fitted({ x: 100, y: 100, width: 400, height: 100 });
    // then
    expect(box).toEqual({ x: -50, y: -150, width: 1000, height: 600 });
  });

  it('should keep both ends of a wide diagram in view', () => {
    // when
    const box = fitted({ x: 0, y: 0, width: 1700, height: 100 });
    // then
    const scale = 1000 / box.width;
    expect(-box.x * scale).toBeCloseTo(150);
    expect(box.x + box.width).toBeGreaterThan(1700);
  });

  it('should leave an empty diagram as it is', () => {
    expect(fitted({ x: 0, y: 0, width: 0, height: 0 })).toBeUndefined();
  });
});
