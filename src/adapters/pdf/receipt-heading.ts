import type { ReceiptView } from '../../domain/receipt/view.ts';
import { oneLine } from '../../views/email/plain.ts';
import { receiptStatus } from '../../views/receipt-sentences.ts';
import { sentenceCase } from '../../views/text.ts';
import type { Drawing } from './draft.ts';
import type { DrawnLogo } from './logo.ts';
import { drawColumns } from './parties.ts';
import type { Style } from './sheet.ts';

/** The drawing context of every part of a receipt. */
export type ReceiptDraft = Drawing & { readonly view: ReceiptView };

const TITLE_GAP = 24;

/** The top of the first page: whose receipt it is, the amount, and how it stands with it. */
export function drawReceiptHeading(draft: ReceiptDraft, logo: DrawnLogo | null): void {
  const { view, writer, sheet, palette, styles } = draft;
  const { left, right, width } = sheet;
  const words = writer.speech.words.receipts;
  sheet.box(0, 0, sheet.paper.width, 5, palette.brand);
  const title = styles.name;
  const heading = view.kind === 'refund' ? words.refundHeading : words.heading;
  if (logo !== null) {
    sheet.image(logo.image, left, logo.width, logo.height, oneLine(view.merchant.name));
    sheet.y += logo.height + 8;
  }
  const head = sheet.y;
  const name = oneLine(view.merchant.name);
  sheet.paragraph(name, left, width - sheet.textWidth(heading, title) - TITLE_GAP, title, 'theirs');
  sheet.tag('H1', () => {
    sheet.text(heading, right, { ...title, weight: 'regular', color: palette.soft }, 'end', head);
  });
  sheet.y += 18;
  const amount = writer.amount(view.amount);
  const wide = sheet.textWidth(amount, styles.amount);
  const size = wide <= width ? styles.amount.size : (styles.amount.size * width) / wide;
  sheet.text(amount, left, { ...styles.amount, size });
  sheet.y += styles.amount.leading;
  for (const { text, tone } of receiptStatus(view, writer)) {
    const color = tone === 'plain' ? palette.ink : palette[tone];
    const style: Style = { ...styles.body, color, weight: tone === 'plain' ? 'regular' : 'semibold' };
    sheet.paragraph(tone === 'good' ? `✓ ${text}` : text, left, width, style);
  }
  sheet.y += 12;
}

/** Its number, the day, the way the money went, and what it goes back to. */
export function drawReceiptFacts(draft: ReceiptDraft): void {
  const { view, writer } = draft;
  const words = writer.speech.words.receipts;
  const isRefund = view.kind === 'refund';
  const columns = [
    { label: words.number, lines: [oneLine(view.number)] },
    { label: isRefund ? words.refundedOn : words.paidOn, lines: [writer.date(view.movedOn)] },
    ...(view.method === null
      ? []
      : [
          {
            label: isRefund ? words.refundedTo : words.method,
            lines: [sentenceCase(oneLine(writer.method(view.method)))],
          },
        ]),
    ...(view.refundOf === null ? [] : [{ label: words.refundOf, lines: [oneLine(view.refundOf)] }]),
    ...(view.reference === null ? [] : [{ label: words.reference, lines: [oneLine(view.reference)] }]),
  ];
  drawColumns(draft, columns);
}
