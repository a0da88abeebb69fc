import type { EvidenceDocument, EvidenceSection } from '../../domain/payment/evidence-document.ts';
import { manyLines, oneLine } from '../../views/email/plain.ts';
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
import { Structure } from './structure.ts';
import { paletteFor, stylesFor } from './styles.ts';
import { type LoadFont, openTypeface } from './typeface.ts';

/** How wide the labels of rows are, points. */
const LABELS = 140;
const PAD = 4;
/** A row with more than these is a mistake, and must not push the next off its page. */
const MOST_LINES = 30;

/**
 * What speaks for a disputed payment as a PDF for a bank to read, drawn as invoices and receipts are: tagged and titled. The same
 * view makes the same bytes.
 */
export async function renderEvidencePdf(
  view: EvidenceDocument,
  deps: { readonly loadFont: LoadFont; readonly loadLogo?: LoadLogo },
): Promise<Uint8Array> {
  const source = JSON.stringify(view);
  const speech = await speechFor(view.locale);
  const writer = writerFor(view, speech);
  const typeface = await openTypeface(deps.loadFont, source);
  const file = new PdfFile();
  const structure = new Structure();
  const palette = paletteFor(view.merchant.brandColor);
  const sheet = new Sheet(file, structure, paperFor(view), typeface, speech.direction);
  const styles = stylesFor(palette);
  const drawing: Drawing = { writer, words: speech.words.documents, sheet, palette, styles };
  const logo = await drawnLogo(view, deps.loadLogo);
  const title = oneLine(view.title);
  sheet.box(0, 0, sheet.paper.width, 5, palette.brand);
  if (logo !== null) {
    sheet.image(logo.image, sheet.left, logo.width, logo.height, oneLine(view.merchant.name));
    sheet.y += logo.height + 8;
  }
  sheet.paragraph(oneLine(view.merchant.name), sheet.left, sheet.width, styles.name, 'theirs');
  sheet.y += 12;
  const heading = sheet.lines(title, sheet.width, styles.name);
  sheet.tag('H1', () => sheet.block(heading, sheet.left, styles.name));
  sheet.y += heading.length * styles.name.leading + 10;
  drawBothParties(drawing, view, view.parties);
  drawRows(drawing, view.facts);
  for (const section of view.sections) drawSection(drawing, section);
  drawFeetOf(drawing, title);
  const said = {
    title: `${title} · ${oneLine(view.merchant.name)}`,
    author: oneLine(view.merchant.legalName),
    tool: 'Quittance',
    language: writer.locale,
    at: new Date(`${view.preparedOn}T00:00:00Z`),
  };
  return saved(file, { said, structure, sheet, facturX: null, source });
}

function drawSection(drawing: Drawing, { heading, explained, rows, texts }: EvidenceSection): void {
  const { sheet, styles } = drawing;
  sheet.y += 16;
  sheet.ensure(styles.name.leading + 4 * styles.body.leading);
  sheet.tag('H2', () => sheet.text(oneLine(heading), sheet.left, styles.name));
  sheet.y += styles.name.leading + 4;
  if (explained !== null) {
    sheet.paragraph(oneLine(explained, 500), sheet.left, sheet.width, styles.small);
    sheet.y += 4;
  }
  drawRows(drawing, rows);
  for (const { head, text } of texts) {
    sheet.ensure(3 * styles.body.leading);
    sheet.paragraph(oneLine(head, 500), sheet.left, sheet.width, styles.strong);
    sheet.y += 2;
    sheet.paragraph(manyLines(text, 20_000), sheet.left, sheet.width, styles.body, 'theirs');
    sheet.y += 8;
  }
}

/** Labels with what they name, each row whole on its page. */
function drawRows({ sheet, palette, styles }: Drawing, rows: EvidenceSection['rows']): void {
  if (rows.length === 0) return;
  const at = sheet.left + LABELS + 16;
  sheet.rule(palette.line);
  sheet.tag('Table', () => {
    for (const [label, text] of rows) {
      const heads = sheet.lines(oneLine(label, 200), LABELS, styles.small).slice(0, MOST_LINES);
      const lines = sheet.lines(manyLines(text, 2_000), sheet.right - at, styles.body).slice(0, MOST_LINES);
      const height =
        Math.max(heads.length * styles.small.leading, lines.length * styles.body.leading) + 2 * PAD;
      sheet.ensure(height);
      sheet.tag('TR', () => {
        const top = sheet.y + PAD;
        sheet.tag('TH', () => sheet.block(heads, sheet.left, styles.small, top + 1), { scope: 'Row' });
        sheet.tag('TD', () => sheet.block(lines, at, styles.body, top));
      });
      sheet.y += height;
      sheet.rule(palette.line);
    }
  });
  sheet.y += 8;
}
