import type { StatementDocument } from '../../domain/statement-document.ts';
import { oneLine } from '../../views/email/plain.ts';
import { writerFor } from '../../views/format.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import { drawFeetOf } from './closing.ts';
import type { Drawing } from './draft.ts';
import { PdfFile } from './file/pdf-file.ts';
import { drawnLogo, type LoadLogo } from './logo.ts';
import { paperFor } from './paper.ts';
import { drawBothParties } from './parties.ts';
import { saved } from './saved.ts';
import { Sheet } from './sheet.ts';
import { drawAccount } from './statement-table.ts';
import { Structure } from './structure.ts';
import { paletteFor, stylesFor } from './styles.ts';
import { type LoadFont, openTypeface } from './typeface.ts';

/**
 * A customer's account over a period as a PDF, drawn as invoices and receipts are: tagged, in its reader's language. The same
 * view makes the same bytes.
 */
export async function renderStatementPdf(
  view: StatementDocument,
  deps: { readonly loadFont: LoadFont; readonly loadLogo?: LoadLogo },
): Promise<Uint8Array> {
  const source = JSON.stringify(view);
  const speech = await speechFor(view.locale);
  const words = speech.words.portal.statement;
  const writer = writerFor(view, speech);
  const typeface = await openTypeface(deps.loadFont, source + words.title);
  const file = new PdfFile();
  const structure = new Structure();
  const palette = paletteFor(view.merchant.brandColor);
  const sheet = new Sheet(file, structure, paperFor(view), typeface, speech.direction);
  const styles = stylesFor(palette);
  const drawing: Drawing = { writer, words: speech.words.documents, sheet, palette, styles };
  const period = words.titleFor(writer.date(view.from), writer.date(view.to));
  const title = `${period} · ${oneLine(view.merchant.name)}`;
  const logo = await drawnLogo(view, deps.loadLogo);
  sheet.box(0, 0, sheet.paper.width, 5, palette.brand);
  if (logo !== null) {
    sheet.image(logo.image, sheet.left, logo.width, logo.height, oneLine(view.merchant.name));
    sheet.y += logo.height + 8;
  }
  sheet.paragraph(oneLine(view.merchant.name), sheet.left, sheet.width, styles.name, 'theirs');
  sheet.y += 12;
  sheet.tag('H1', () => sheet.block(sheet.lines(period, sheet.width, styles.name), sheet.left, styles.name));
  sheet.y += sheet.lines(period, sheet.width, styles.name).length * styles.name.leading + 10;
  drawBothParties(drawing, view, { from: words.preparedBy, to: words.preparedFor });
  if (view.statements.length === 0) sheet.paragraph(words.nothing, sheet.left, sheet.width, styles.body);
  for (const statement of view.statements) drawAccount(drawing, statement, view);
  if (view.statements.some(({ refunded }) => refunded > 0)) {
    sheet.paragraph(words.refundNote, sheet.left, sheet.width, styles.small);
  }
  drawFeetOf(drawing, title);
  const said = {
    title,
    author: oneLine(view.merchant.legalName),
    tool: 'Quittance',
    language: writer.locale,
    at: new Date(`${view.to}T00:00:00Z`),
  };
  return saved(file, { said, structure, sheet, facturX: null, source });
}
