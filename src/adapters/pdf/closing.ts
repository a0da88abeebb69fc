import { mayBePaid } from '../../domain/ledger/types.ts';
import { manyLines, oneLine } from '../../views/email/plain.ts';
import { sumsOf } from '../../views/email/sections.ts';
import { taxLines } from '../../views/tax-lines.ts';
import { afterTransfer, transferText } from '../../views/transfer.ts';
import { documentTitle } from './document-title.ts';
import type { Draft, Drawing } from './draft.ts';
import { FOOT } from './page.ts';
import { drawSwissCode } from './swiss-code.ts';

/** Points. A block taller than this is set over the whole width, which then is as wide as reads well. */
const LONG_BLOCK = 200;
const LONG_WIDTH = 400;

/** From subtotal to what is due, at the right, never torn apart by a page. */
export function drawSums(draft: Draft): void {
  const { view, writer, sheet, palette, styles } = draft;
  const sums = sumsOf(view, writer);
  const leading = styles.body.leading + 3;
  const valueWidth = Math.max(...sums.map(({ value }) => sheet.textWidth(value, styles.strong)));
  const labelWidth = Math.min(
    Math.max(...sums.map(({ label }) => sheet.textWidth(label, styles.strong)), 120),
    sheet.width - valueWidth - 32,
  );
  const from = sheet.right - valueWidth - 32 - labelWidth;
  const rows = sums.map((sum) => {
    const style = sum.strong ? styles.strong : styles.body;
    return { ...sum, style, lines: sheet.lines(sum.label, labelWidth, style) };
  });
  sheet.ensure(rows.reduce((height, row) => height + row.lines.length * leading, 0) + 20);
  sheet.y += 10;
  sheet.tag('Table', () => {
    for (const { value, strong, style, lines } of rows) {
      if (strong) {
        sheet.y += 4;
        sheet.rule(palette.line, from);
        sheet.y += 4;
      }
      const label = { ...style, leading, color: strong ? palette.ink : palette.soft };
      sheet.tag('TR', () => {
        sheet.tag('TH', () => sheet.block(lines, from, label), { scope: 'Row' });
        sheet.tag('TD', () => sheet.text(value, sheet.right, { ...style, leading }, 'end'));
      });
      sheet.y += lines.length * leading;
    }
  });
  sheet.y += 14;
  for (const text of taxLines(view, writer)) {
    sheet.paragraph(manyLines(text, 500), sheet.left, sheet.width, styles.small);
    sheet.y += 4;
  }
}

type Block = { readonly heading: string; readonly text: string; readonly after: string };

/** The merchant's notes, and how to pay by bank transfer while something is owed, side by side. */
export function drawWritten(draft: Draft): void {
  const { view, writer, sheet, styles } = draft;
  const labels = writer.words.invoice;
  const owed = mayBePaid(view.ledger.next);
  const transfer = transferText(view, writer, oneLine);
  const blocks: readonly Block[] = [
    {
      heading: view.correction === null ? labels.notes : writer.speech.words.creditNotes.reason,
      text: manyLines(view.notes ?? ''),
      after: '',
    },
    {
      heading: view.links.pay === null ? labels.transfer : labels.transferInstead,
      text: owed ? manyLines(transfer?.text ?? '') : '',
      after: transfer === null ? '' : afterTransfer(transfer, writer),
    },
  ].filter(({ text }) => text !== '');
  drawBlocks(draft, blocks);
  if (owed) drawSwissCode(draft);
  const footer = manyLines(view.merchant.footer ?? '');
  if (footer !== '') sheet.paragraph(footer, sheet.left, sheet.width, styles.small, 'theirs');
}

function drawBlocks(draft: Draft, blocks: readonly Block[]): void {
  const { sheet, palette, styles } = draft;
  if (blocks.length === 0) return;
  const width = (sheet.width - 24) / 2;
  const heights = blocks.map(({ text, after }) => {
    const lines = sheet.lines(text, width, styles.body, 'theirs').length * styles.body.leading;
    const notes = sheet.lines(after, width, styles.small).length * styles.small.leading;
    return styles.strong.leading + 2 + lines + (notes === 0 ? 0 : notes + 2);
  });
  const tallest = Math.max(...heights);
  // Texts that are too long for columns go below one another, over several pages if needed.
  const stacked = tallest > LONG_BLOCK;
  sheet.ensure(Math.min(tallest, LONG_BLOCK) + 12);
  sheet.rule(palette.line);
  sheet.y += 11;
  const top = sheet.y;
  for (const [index, block] of blocks.entries()) {
    if (!stacked) sheet.y = top;
    drawBlock(
      draft,
      block,
      stacked ? sheet.left : sheet.left + index * (width + 24),
      stacked ? LONG_WIDTH : width,
    );
  }
  sheet.y = stacked ? sheet.y : top + tallest;
}

function drawBlock(
  { sheet, styles }: Draft,
  { heading, text, after }: Block,
  x: number,
  width: number,
): void {
  sheet.ensure(styles.strong.leading + 2 * styles.body.leading);
  sheet.tag('H2', () => sheet.text(heading, x, styles.strong));
  sheet.y += styles.strong.leading + 2;
  sheet.paragraph(text, x, width, styles.body, 'theirs');
  if (after !== '') {
    sheet.y += 2;
    sheet.paragraph(after, x, width, styles.small);
  }
  sheet.y += 12;
}

/** The foot of every page, once their number is known. */
export const drawFeet = (draft: Draft): void => drawFeetOf(draft, documentTitle(draft.view, draft.writer));

/** The same of any document, by its title. */
export function drawFeetOf({ writer, words, sheet, palette, styles }: Drawing, title: string): void {
  const number = new Intl.NumberFormat(writer.locale);
  const top = sheet.paper.height - 42;
  const count = number.format(sheet.pages.length);
  for (const [index, page] of sheet.pages.entries()) {
    sheet.turnTo(page);
    const position = words.page(number.format(index + 1), count);
    const width = sheet.width - sheet.textWidth(position, styles.small) - 24;
    sheet.within(FOOT, () => {
      sheet.rule(palette.line, sheet.left, sheet.right, top - 8);
      sheet.text(sheet.lines(title, width, styles.small)[0] ?? '', sheet.left, styles.small, 'start', top);
      sheet.text(position, sheet.right, styles.small, 'end', top);
    });
  }
}
