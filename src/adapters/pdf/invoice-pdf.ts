import { oneLine } from '../../views/email/plain.ts';
import { writerFor } from '../../views/format.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import type { InvoiceView } from '../../views/model.ts';
import { drawFeet, drawSums, drawWritten } from './closing.ts';
import { documentTitle } from './document-title.ts';
import type { Draft } from './draft.ts';
import { PdfFile } from './file/pdf-file.ts';
import { drawHeading } from './heading.ts';
import { drawInstalments } from './instalments.ts';
import { drawItems } from './items.ts';
import { type DrawnLogo, drawnLogo, type LoadLogo } from './logo.ts';
import { paperFor } from './paper.ts';
import { drawParties } from './parties.ts';
import { saved } from './saved.ts';
import { Sheet } from './sheet.ts';
import { Structure } from './structure.ts';
import { paletteFor, type Setting, stylesFor } from './styles.ts';
import { type LoadFont, openTypeface } from './typeface.ts';
import type { Said } from './xmp.ts';

/** Points from the top of a last page: less is not worth a page of its own. */
const HARDLY_ANYTHING = 200;
/** What is longer is not drawn twice: it takes several hundred items. */
const MOST_PAGES = 8;

/**
 * The invoice as a PDF in the customer's language: one page, more where the items need them, on the paper of the
 * reader's country. All of `view.lines` are drawn, so a caller that wants every item passes every item. Text is
 * real text in embedded fonts; characters that no font has become U+FFFD. The same view makes the same bytes.
 *
 * `loadFont` gets a path among the static assets (`fonts/IBMPlexSans-Regular.ttf`), and `loadLogo` the view's address of
 * the logo. With `facturX` it is a PDF/A-3b that holds this file. It throws what they throw, and RangeError for a currency that does not exist.
 */
export async function renderInvoicePdf(
  view: InvoiceView,
  deps: {
    readonly loadFont: LoadFont;
    readonly loadLogo?: LoadLogo;
    readonly facturX?: string | null;
  },
): Promise<Uint8Array> {
  const { facturX = null } = deps;
  const source = JSON.stringify(view) + (facturX ?? '');
  const speech = await speechFor(view.locale);
  const writer = writerFor(view, speech);
  const words = speech.words.documents;
  // The heading stands for the document's own words: a Japanese one needs its font though the invoice is in Latin.
  const typeface = await openTypeface(
    deps.loadFont,
    source + words.heading + speech.words.creditNotes.heading,
  );
  const palette = paletteFor(view.merchant.brandColor);
  const logo = await drawnLogo(view, deps.loadLogo);
  const draw = (setting: Setting) => {
    const file = new PdfFile();
    const structure = new Structure();
    const sheet = new Sheet(file, structure, paperFor(view), typeface, speech.direction);
    drawAll({ view, writer, words, sheet, palette, styles: stylesFor(palette, setting) }, logo);
    return { file, structure, sheet };
  };
  const { file, structure, sheet } = sparingAPage(draw);
  const said: Said = {
    title: documentTitle(view, writer),
    author: oneLine(view.merchant.legalName),
    tool: 'Quittance',
    language: writer.locale,
    at: new Date(`${view.issuedOn}T00:00:00Z`),
  };

  return saved(file, { said, structure, sheet, facturX, source });
}

function drawAll(draft: Draft, logo: DrawnLogo | null): void {
  drawHeading(draft, logo);
  drawParties(draft);
  drawItems(draft);
  drawSums(draft);
  drawInstalments(draft);
  drawWritten(draft);
  drawFeet(draft);
}

/** Roomy, but close where that spares a last page with hardly anything on it: three lines of notes, say. */
function sparingAPage<Drawn extends { readonly sheet: Sheet }>(draw: (setting: Setting) => Drawn): Drawn {
  const roomy = draw('roomy');
  const { pages, y } = roomy.sheet;
  if (pages.length === 1 || pages.length > MOST_PAGES || y > HARDLY_ANYTHING) return roomy;
  const close = draw('close');
  return close.sheet.pages.length < pages.length ? close : roomy;
}
