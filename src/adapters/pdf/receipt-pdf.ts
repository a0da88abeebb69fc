import type { ReceiptView } from '../../domain/receipt/view.ts';
import { oneLine } from '../../views/email/plain.ts';
import { writerFor } from '../../views/format.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import { receiptTitle } from '../../views/receipt-sentences.ts';
import { drawFeetOf } from './closing.ts';
import { PdfFile } from './file/pdf-file.ts';
import { drawnLogo, type LoadLogo } from './logo.ts';
import { paperFor } from './paper.ts';
import { drawBothParties } from './parties.ts';
import { drawReceiptFacts, drawReceiptHeading, type ReceiptDraft } from './receipt-heading.ts';
import { drawProof } from './receipt-proof.ts';
import { drawPaid, drawReceiptSums, drawReceiptTax } from './receipt-sums.ts';
import { saved } from './saved.ts';
import { Sheet } from './sheet.ts';
import { Structure } from './structure.ts';
import { paletteFor, stylesFor } from './styles.ts';
import { type LoadFont, openTypeface } from './typeface.ts';

/**
 * A receipt as a PDF, drawn as the invoice is: tagged, in its reader's language, on the paper of the reader's country. The
 * same view makes the same bytes.
 */
export async function renderReceiptPdf(
  view: ReceiptView,
  deps: { readonly loadFont: LoadFont; readonly loadLogo?: LoadLogo },
): Promise<Uint8Array> {
  const source = JSON.stringify(view);
  const speech = await speechFor(view.locale);
  const writer = writerFor(view, speech);
  const typeface = await openTypeface(deps.loadFont, source + speech.words.receipts.heading);
  const file = new PdfFile();
  const structure = new Structure();
  const palette = paletteFor(view.merchant.brandColor);
  const sheet = new Sheet(file, structure, paperFor(view), typeface, speech.direction);
  const words = speech.words.documents;
  const draft: ReceiptDraft = { view, writer, words, sheet, palette, styles: stylesFor(palette) };
  const title = receiptTitle(view, writer);
  const said = {
    title,
    author: oneLine(view.merchant.legalName),
    tool: 'Quittance',
    language: writer.locale,
    at: new Date(`${view.movedOn}T00:00:00Z`),
  };
  drawReceiptHeading(draft, await drawnLogo(view, deps.loadLogo));
  drawReceiptFacts(draft);
  drawBothParties(draft, view, speech.words.receipts);
  drawPaid(draft);
  drawReceiptSums(draft);
  drawReceiptTax(draft);
  drawProof(draft);
  drawFeetOf(draft, title);
  return saved(file, { said, structure, sheet, facturX: null, source });
}
