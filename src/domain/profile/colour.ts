/** A colour as `#rrggbb`. */
type Hex = string;

/** Below this contrast with what it lies on, a surface is taken for a part of it. */
export const STANDS_OUT = 1.3;

const WHITE = '#ffffff';
const BLACK = '#000000';
/** The cards of pages in light and in dark, as they are drawn. */
const CARDS = [
  { of: 'the white page', color: WHITE },
  { of: 'the page in dark mode', color: '#1a1a1d' },
] as const;

/** White where it reads on a colour at 4.5:1, else black, which then does. */
export const textOn = (color: Hex): Hex => (contrastRatio(color, WHITE) >= 4.5 ? WHITE : BLACK);

/** What whoever chooses a colour is told of it, in a sentence; null where there is nothing to tell. */
export function colourRemark(color: Hex): string | null {
  if (!/^#[0-9a-f]{6}$/i.test(color)) return null;
  const hidden = CARDS.find((card) => contrastRatio(color, card.color) < STANDS_OUT);
  return hidden === undefined
    ? null
    : `This color hardly stands out from ${hidden.of}: buttons get a border there, and links another color.`;
}

/** Contrast ratio of two colours by WCAG 2.2, from 1 to 21. */
export function contrastRatio(one: Hex, other: Hex): number {
  const first = luminance(one);
  const second = luminance(other);
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

function luminance(hex: Hex): number {
  const [red, green, blue] = toLinear(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A colour's red, green and blue as amounts of light, from 0 to 1. */
export function toLinear(hex: Hex): [red: number, green: number, blue: number] {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}
