import { memo } from '../domain/memo.ts';

/** A colour as `#rrggbb`, lower case. */
type Hex = string;

/** The surfaces that text stands on; `styles.ts` draws with the same values. */
export const SURFACES = {
  light: { page: '#f6f6f4', card: '#ffffff', ink: '#1c1c1e' },
  dark: { page: '#101012', card: '#1a1a1d', ink: '#ededf0' },
} as const;

type BrandColours = {
  /** The merchant's colour as chosen, for decoration that carries no meaning. */
  readonly brand: Hex;
  /** The accent for text, links and the button on light surfaces, and the text colour to put on it. */
  readonly light: { readonly accent: Hex; readonly onAccent: Hex };
  /** The same on dark surfaces. */
  readonly dark: { readonly accent: Hex; readonly onAccent: Hex };
};

// WCAG 2.2, 1.4.3 asks for 4.5:1; a little more keeps rounding to 8 bits on the safe side.
const CONTRAST = 4.55;
const STEPS = 100;
/** Below this OKLab chroma a colour reads as grey, and a grey button reads as disabled: ink serves better. */
const NEUTRAL_CHROMA = 0.03;
const remembered = memo<BrandColours>(256);

/**
 * Makes any merchant's colour usable as the accent: in light and in dark it has at least 4.5:1 against both
 * surfaces, and the text put on it has as much against it. Hue is kept, lightness moves only as far as
 * needed. Anything that is not `#rrggbb` counts as ink.
 */
export function brandColours(color: string): BrandColours {
  return remembered(color, () => derive(color));
}

function derive(color: string): BrandColours {
  const brand = /^#[0-9a-f]{6}$/i.test(color) ? color.toLowerCase() : SURFACES.light.ink;
  const { light, dark } = SURFACES;
  return {
    brand,
    light: { accent: readable(brand, light, -1), onAccent: light.card },
    dark: { accent: readable(brand, dark, 1), onAccent: dark.page },
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

type Triple = [number, number, number];

function toLinear(hex: Hex): Triple {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

// OKLab after Björn Ottosson, https://bottosson.github.io/posts/oklab/ (public domain).
function toOklab(hex: Hex): Triple {
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

function oklabToLinear(lightness: number, a: number, b: number): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function toHex(linear: Triple): Hex {
  const channel = (value: number) => {
    const clamped = Math.min(1, Math.max(0, value));
    const encoded = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * clamped ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${linear.map(channel).join('')}`;
}
