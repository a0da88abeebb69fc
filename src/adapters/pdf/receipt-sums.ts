import { oneLine } from '../../views/email/plain.ts';
import { partsOf, receiptSums, receiptTaxes } from '../../views/receipt-sentences.ts';
import type { ReceiptDraft } from './receipt-heading.ts';
import type { Style } from './sheet.ts';

type Row = {
  readonly name: string;
  readonly detail: string;
  readonly issued: string;
  readonly total: string;
  readonly amount: string;
};

const GAP = 18;
const PAD = 6;

/** What the payment went to: the invoices with their totals, in a table. */
export function drawPaid(draft: ReceiptDraft): void {
  const { view, writer, sheet, palette, styles } = draft;
  const rows = rowsOf(draft);
  if (rows.length === 0) return;
  const words = writer.speech.words.receipts;
  const heads = [words.issued, words.total, words.amount] as const;
  const cellsOf = ({ issued, total, amount }: Row) => [issued, total, amount] as const;
  const widths = heads.map((head, column) =>
    Math.max(
      sheet.textWidth(head, styles.small),
      ...rows.map((row) => sheet.textWidth(cellsOf(row)[column] ?? '', styles.body)),
    ),
  );
  const edges = widths.map(
    (_, column) => sheet.right - widths.slice(column + 1).reduce((sum, width) => sum + width + GAP, 0),
  );
  const nameWidth = sheet.width - widths.reduce((sum, width) => sum + width + GAP, 0);
  sheet.ensure(100);
  sheet.y += 6;
  const heading = view.kind === 'refund' ? words.refundedInvoices : words.invoices;
  sheet.tag('H2', () => sheet.text(heading, sheet.left, styles.strong));
  sheet.y += styles.strong.leading + 6;
  sheet.tag('Table', () => {
    sheet.tag('TR', () => {
      sheet.tag('TH', () => sheet.text(words.invoice, sheet.left, styles.small), { scope: 'Column' });
      for (const [column, head] of heads.entries()) {
        sheet.tag('TH', () => sheet.text(head, edges[column] ?? 0, styles.small, 'end'), { scope: 'Column' });
      }
    });
    sheet.y += styles.small.leading + 5;
    sheet.rule(palette.line);
    for (const row of rows) {
      const names = sheet.lines(row.name, nameWidth, styles.body);
      const details = row.detail === '' ? [] : sheet.lines(row.detail, nameWidth, styles.small);
      sheet.ensure(names.length * styles.body.leading + details.length * styles.small.leading + 2 * PAD);
      sheet.y += PAD;
      const top = sheet.y;
      sheet.tag('TR', () => {
        const write = (lines: readonly string[], style: Style): void => {
          sheet.block(lines, sheet.left, style);
          sheet.y += lines.length * style.leading;
        };
        sheet.tag(
          'TH',
          () => {
            write(names, styles.body);
            if (details.length > 0) write(details, styles.small);
          },
          { scope: 'Row' },
        );
        for (const [column, cell] of cellsOf(row).entries()) {
          sheet.tag('TD', () => sheet.text(cell, edges[column] ?? 0, styles.body, 'end', top));
        }
      });
      sheet.y += PAD;
      sheet.rule(palette.line);
    }
  });
}

function rowsOf({ view, writer }: ReceiptDraft): readonly Row[] {
  const words = writer.speech.words.receipts;
  const blank = { detail: '', issued: '', total: '' };
  return [
    ...view.invoices.map((invoice) => ({
      name: oneLine(invoice.number),
      detail: partsOf(invoice, writer),
      issued: writer.date(invoice.issuedOn),
      total: writer.amount(invoice.total),
      amount: writer.amount(invoice.amount),
    })),
    ...(view.others === null
      ? []
      : [{ ...blank, name: words.others(view.others.count), amount: writer.amount(view.others.amount) }]),
    ...(view.surplus === 0 ? [] : [{ ...blank, name: words.surplus, amount: writer.amount(view.surplus) }]),
  ];
}

/** What came, what went back since, and what was still to pay, at the right. */
export function drawReceiptSums(draft: ReceiptDraft): void {
  const { view, writer, sheet, palette, styles } = draft;
  const sums = receiptSums(view, writer);
  sheet.y += 10;
  if (sums.length === 0) return;
  const leading = styles.body.leading + 3;
  const valueWidth = Math.max(...sums.map(({ value }) => sheet.textWidth(value, styles.strong)));
  const most = sheet.width - valueWidth - 32;
  const labelWidth = Math.min(
    Math.max(...sums.map(({ label }) => sheet.textWidth(label, styles.strong)), 120),
    most,
  );
  const from = sheet.right - valueWidth - 32 - labelWidth;
  sheet.tag('Table', () => {
    for (const { label, value, strong } of sums) {
      const style = strong ? styles.strong : styles.body;
      const lines = sheet.lines(label, labelWidth, style);
      sheet.ensure(lines.length * leading);
      const color = strong ? palette.ink : palette.soft;
      sheet.tag('TR', () => {
        sheet.tag('TH', () => sheet.block(lines, from, { ...style, leading, color }), { scope: 'Row' });
        sheet.tag('TD', () => sheet.text(value, sheet.right, { ...style, leading }, 'end'));
      });
      sheet.y += lines.length * leading;
    }
  });
  sheet.y += 10;
}

/** The tax of the invoices that it paid; of a refund, that it changes none. */
export function drawReceiptTax(draft: ReceiptDraft): void {
  const { view, writer, sheet, styles } = draft;
  const words = writer.speech.words.receipts;
  const taxes = receiptTaxes(view, writer);
  if (taxes.length > 0) {
    sheet.ensure(styles.strong.leading + Math.min(taxes.length, 6) * styles.body.leading);
    sheet.tag('H2', () => sheet.text(words.tax, sheet.left, styles.strong));
    sheet.y += styles.strong.leading + 2;
    for (const line of taxes) sheet.paragraph(line, sheet.left, sheet.width, styles.body);
    sheet.y += 10;
  }
  if (view.kind === 'refund') {
    sheet.paragraph(words.refundNote, sheet.left, 400, styles.small);
    sheet.y += 10;
  }
}
