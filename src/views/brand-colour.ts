import { memo } from '../domain/memo.ts';
import { contrastRatio, STANDS_OUT, textOn, toLinear } from '../domain/profile/colour.ts';

/** A colour as `#rrggbb`, lower case. */
type Hex = string;

/** The surfaces that text stands on; `styles.ts` draws with the same values. */
export const SURFACES = {
  light: { page: '#f6f6f4', card: '#ffffff', ink: '#1c1c1e' },
  dark: { page: '#101012', card: '#1a1a1d', ink: '#ededf0' },
} as const;

type BrandColours = {
  /** The merchant's colour as chosen: fills, and decoration that carries no meaning. */
  readonly brand: Hex;
  readonly light: Shades;
  readonly dark: Shades;
};

/** How a colour is used in one scheme. */
export type Shades = {
  /** What text and links are written in. */
  readonly accent: Hex;
  /** What a button is filled with: the colour as chosen; ink where none was. */
  readonly fill: Hex;
  /** Black or white, whichever reads on the fill. */
  readonly onFill: Hex;
  /** The line around the fill: the fill itself, or one that shows where the fill does not stand out from the card. */
  readonly edge: Hex;
};

// WCAG 2.2, 1.4.3 asks for 4.5:1; a little more keeps rounding to 8 bits on the safe side.
const CONTRAST = 4.55;
const STEPS = 100;
/** Below this OKLab chroma a colour reads as grey, and a grey link does not look like one: ink serves better. */
const NEUTRAL_CHROMA = 0.03;
const remembered = memo<BrandColours>(256);

/**
 * Makes any merchant's colour usable. Buttons are filled with the colour as it is, under black or white. Text is written in
 * the nearest lightness of its hue that has 4.5:1 on both surfaces. Anything that is not `#rrggbb` counts as no colour: ink.
 */
export function brandColours(color: string): BrandColours {
  return remembered(color, () => derive(color));
}

function derive(color: string): BrandColours {
  const brand = /^#[0-9a-f]{6}$/i.test(color) ? color.toLowerCase() : SURFACES.light.ink;
  return { brand, light: shadesOf(brand, 'light'), dark: shadesOf(brand, 'dark') };
}

function shadesOf(brand: Hex, mode: 'light' | 'dark'): Shades {
  const surface = SURFACES[mode];
  const fill = brand === SURFACES.light.ink ? surface.ink : brand;
  const accent = readable(brand, surface, mode === 'light' ? -1 : 1);
  return {
    accent,
    fill,
    onFill: textOn(fill),
    edge: contrastRatio(fill, surface.card) < STANDS_OUT ? accent : fill,
  };
}

/** The nearest lightness of the same hue that reads on both surfaces; the walk ends at black or white at the latest. */
function readable(brand: Hex, surface: { page: Hex; card: Hex; ink: Hex }, direction: 1 | -1): Hex {
  const [lightness, a, b] = toOklab(brand);
  if (Math.hypot(a, b) < NEUTRAL_CHROMA) return surface.ink;
  const reads = (hex: Hex) =>
    contrastRatio(hex, surface.page) >= CONTRAST && contrastRatio(hex, surface.card) >= CONTRAST;
  if (reads(brand)) return brand;
  for (let step = 1; step <= STEPS; step += 1) {
    const moved = lightness + (direction * step) / STEPS;
    if (moved <= 0 || moved >= 1) break;
    const candidate = fromOklab(moved, a, b);
    if (reads(candidate)) return candidate;
  }
  return surface.ink;
}

// OKLab after Björn Ottosson, https://bottosson.github.io/posts/oklab/ (public domain).
function toOklab(hex: Hex): [lightness: number, a: number, b: number] {
  const [red, green, blue] = toLinear(hex);
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Back to sRGB; a colour outside its gamut loses chroma, never lightness or hue. */
function fromOklab(lightness: number, a: number, b: number): Hex {
  for (let chroma = 1; chroma > 0; chroma -= 0.05) {
    const linear = oklabToLinear(lightness, a * chroma, b * chroma);
    if (linear.every((value) => value >= -0.0005 && value <= 1.0005)) return toHex(linear);
  }
  return toHex(oklabToLinear(lightness, 0, 0));
}

function oklabToLinear(lightness: number, a: number, b: number): [number, number, number] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function toHex(linear: readonly number[]): Hex {
  const channel = (value: number) => {
    const clamped = Math.min(1, Math.max(0, value));
    const encoded = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * clamped ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${linear.map(channel).join('')}`;
}
