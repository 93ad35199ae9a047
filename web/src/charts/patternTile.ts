/** The patterns of absence on a canvas, for charts on a screen. */
import { DOT, SIDE, type TileOf } from './patterns.ts';

/** Twice the size, so that the pattern stays sharp on a fine screen. */
const SHARPNESS = 2;

export const paintedTile: TileOf = ({ strokes = [], dots = [] }, { paper, ink, scale }) => {
  const image = document.createElement('canvas');
  const fine = SHARPNESS * Math.ceil(scale);
  image.width = image.height = SIDE * fine;
  const pen = image.getContext('2d');
  if (!pen) return paper;
  pen.scale(fine, fine);
  pen.fillStyle = paper;
  pen.fillRect(0, 0, SIDE, SIDE);
  pen.strokeStyle = pen.fillStyle = ink;
  pen.lineWidth = 1;
  for (const [x1, y1, x2, y2] of strokes) {
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  }
  for (const [x, y] of dots) {
    pen.beginPath();
    pen.arc(x, y, DOT, 0, 7);
    pen.fill();
  }
  return { image, repeat: 'repeat', scaleX: scale / fine, scaleY: scale / fine };
};
