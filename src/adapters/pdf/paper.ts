import type { InvoiceView } from '../../views/model.ts';

/** A sheet of paper in PostScript points (1/72 inch). */
export type Paper = { readonly width: number; readonly height: number };

const A4: Paper = { width: 595.28, height: 841.89 };
const LETTER: Paper = { width: 612, height: 792 };

/** Where printers hold Letter (Unicode CLDR, `paperSize` US-Letter). */
const LETTER_REGIONS: ReadonlySet<string> = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '));
/** Where the locale names no country, the currency says who is likely to print. */
const LETTER_CURRENCIES: ReadonlySet<string> = new Set(['USD', 'CAD', 'MXN']);

/** The paper that the reader's printer is likely to hold. */
export function paperFor(view: Pick<InvoiceView, 'locale' | 'currency'>): Paper {
  const region = /-([A-Z]{2})(?:-|$)/i.exec(view.locale)?.[1]?.toUpperCase();
  const letter = region === undefined ? LETTER_CURRENCIES.has(view.currency) : LETTER_REGIONS.has(region);
  return letter ? LETTER : A4;
}
