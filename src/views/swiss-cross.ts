import { type QrCode, QUIET } from './qr-code.ts';

/** Millimetres by the guidelines: the symbol, the light square in its middle, and in that the dark one with the cross. */
const SYMBOL = 46;
const LIGHT = 7;
const DARK = 6;
/** The arms of the federal cross are a sixth longer than wide. */
const BAR = DARK * (7 / 36);
const ACROSS = BAR * (10 / 3);

/** A rectangle in modules from the symbol's top left corner. */
export type CrossPart = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isDark: boolean;
};

/** The Swiss cross in the middle of a symbol, back to front. */
export function swissCross({ size }: Pick<QrCode, 'size'>): readonly CrossPart[] {
  const part = (wide: number, high: number, isDark: boolean): CrossPart => {
    const [width, height] = [(wide * size) / SYMBOL, (high * size) / SYMBOL];
    return { x: (size - width) / 2, y: (size - height) / 2, width, height, isDark };
  };
  return [
    part(LIGHT, LIGHT, false),
    part(DARK, DARK, true),
    part(ACROSS, BAR, false),
    part(BAR, ACROSS, false),
  ];
}

/** The same as rectangles of an SVG that has the light modules around the symbol. */
export const swissCrossPaths = (code: QrCode): readonly { readonly d: string; readonly fill: string }[] =>
  swissCross(code).map(({ x, y, width, height, isDark }) => ({
    d: `M${short(x + QUIET)} ${short(y + QUIET)}h${short(width)}v${short(height)}h${short(-width)}z`,
    fill: isDark ? '#000' : '#fff',
  }));

const short = (value: number): string => String(Number(value.toFixed(2)));
