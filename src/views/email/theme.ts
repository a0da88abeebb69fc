import { brandColours, type Shades, SURFACES } from '../brand-colour.ts';
import { TONES } from '../styles.ts';
import type { Tone } from './mail.ts';

/** The colours of one mail in light; dark ones are in the style sheet, since only a sheet can ask for the scheme. */
export type Theme = {
  readonly page: string;
  readonly card: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly brand: string;
  readonly accent: string;
  readonly fill: string;
  readonly onFill: string;
  readonly edge: string;
  readonly tones: Readonly<Record<Tone, string>>;
  /** For clients that read it: dark colours, and the narrow screen. */
  readonly sheet: string;
};

export const FONT = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** The colours for a merchant's own (`#rrggbb`; anything else counts as none), readable in light and dark. */
export function themeFor(brandColor: string): Theme {
  const { brand, light, dark } = brandColours(brandColor);
  return {
    ...SURFACES.light,
    ...TONES.light,
    brand,
    ...light,
    tones: {
      plain: SURFACES.light.ink,
      good: TONES.light.good,
      wait: TONES.light.wait,
      bad: TONES.light.bad,
    },
    sheet: sheetFor(dark),
  };
}

/**
 * Written without quotes, angle brackets and ampersands: the renderer escapes text, and a style element does not
 * read escapes. `!important`, since what it overrides is inline.
 */
function sheetFor(dark: Shades): string {
  const { page, card, ink } = SURFACES.dark;
  const { soft, line, good, wait, bad } = TONES.dark;
  const rules: readonly (readonly [selector: string, declaration: string])[] = [
    ['.page', `background-color:${page}`],
    ['.card', `background-color:${card}`],
    ['.ink', `color:${ink}`],
    ['.soft', `color:${soft}`],
    ['.good', `color:${good}`],
    ['.wait', `color:${wait}`],
    ['.bad', `color:${bad}`],
    ['.line', `border-color:${line}`],
    ['.link', `color:${dark.accent}`],
    ['.fill', `background-color:${dark.fill};border-color:${dark.edge}`],
    ['.on', `color:${dark.onFill}`],
    ['.logo', 'background-color:#ffffff;padding:4px 8px;border-radius:8px'],
  ];
  const inDark = rules.map(([selector, declaration]) => `${selector}{${important(declaration)}}`).join('');
  return [
    ':root{color-scheme:light dark;supported-color-schemes:light dark}',
    // A client's own blue on dates and addresses that it takes for links.
    'a[x-apple-data-detectors]{color:inherit!important;text-decoration:none!important}',
    // No word alone on a last line, and Japanese between phrases, where a client knows how.
    'h1,.button{text-wrap:balance}p{text-wrap:pretty}',
    ':lang(ja){text-autospace:normal}:lang(ja) :is(h1,.good,.wait,.bad){word-break:auto-phrase}',
    // What stands before an amount keeps its distance on the side where the amount is.
    '[dir=rtl] .gap{padding-right:0!important;padding-left:16px!important}[dir=rtl] .figure{text-align:right!important}',
    '@media (max-width:640px){.wide{width:100%!important}',
    '.pad{padding-left:20px!important;padding-right:20px!important}',
    '.button{display:block!important}}',
    // Side by side, the words of a label would be cut where a language has long ones.
    '@media (max-width:480px){.fact{display:block!important;width:auto!important;padding-bottom:0!important}',
    '.said{padding-top:0!important;padding-bottom:8px!important}}',
    `@media (prefers-color-scheme:dark){${inDark}}`,
  ].join('');
}

function important(declarations: string): string {
  return declarations
    .split(';')
    .map((declaration) => `${declaration}!important`)
    .join(';');
}
