import { brandColours, SURFACES } from '../../views/brand-colour.ts';
import { TONES } from '../../views/styles.ts';
import type { Style } from './sheet.ts';

export type Palette = {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly good: string;
  readonly wait: string;
  readonly bad: string;
  readonly brand: string;
  readonly accent: string;
  readonly fill: string;
  readonly onFill: string;
  readonly edge: string;
};

/** The colours of the pages in light, on white paper. */
export function paletteFor(brandColor: string): Palette {
  const { brand, light } = brandColours(brandColor);
  const { soft, line, good, wait, bad } = TONES.light;
  return { ink: SURFACES.light.ink, soft, line, good, wait, bad, brand, ...light };
}

/** Four sizes, two weights. */
export type Styles = Readonly<Record<'small' | 'body' | 'strong' | 'name' | 'amount', Style>>;

/** How far lines stand from one another, where `close` spares a page. */
const LEADINGS = {
  roomy: { small: 12, body: 14, name: 18, amount: 34 },
  close: { small: 10.5, body: 12, name: 16, amount: 31 },
} as const;
export type Setting = keyof typeof LEADINGS;

export function stylesFor({ ink, soft }: Palette, setting: Setting = 'roomy'): Styles {
  const leading = LEADINGS[setting];
  return {
    small: { size: 8.5, leading: leading.small, weight: 'regular', color: soft },
    body: { size: 9.5, leading: leading.body, weight: 'regular', color: ink },
    strong: { size: 9.5, leading: leading.body, weight: 'semibold', color: ink },
    name: { size: 13, leading: leading.name, weight: 'semibold', color: ink },
    amount: { size: 26, leading: leading.amount, weight: 'semibold', color: ink },
  };
}
