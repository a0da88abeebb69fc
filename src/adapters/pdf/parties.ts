import { detailFacts } from '../../views/detail-facts.ts';
import { manyLines, oneLine } from '../../views/email/plain.ts';
import { contactsOf } from '../../views/email/sender.ts';
import type { MerchantView, PartyView } from '../../views/model.ts';
import { taxIdLine } from '../../views/tax-ids.ts';
import { type Beside, copyCode, NOTHING_BESIDE } from './copy-code.ts';
import type { Draft, Drawing } from './draft.ts';
import type { Role } from './structure.ts';

/** An address with more lines is a mistake and must not push the invoice off its page. */
const MOST_LINES = 16;

const IN_A_ROW = 3;

type Column = { readonly label: string; readonly lines: readonly string[] };

/** Number and dates, then who sends the invoice and who gets it. */
export function drawParties(draft: Draft): void {
  const { view, writer } = draft;
  const labels = writer.words.invoice;
  const { merchant, customer } = view;
  drawColumns(draft, [
    {
      label: view.correction === null ? labels.number : writer.speech.words.creditNotes.number,
      lines: [oneLine(view.number)],
    },
    { label: labels.issued, lines: [writer.date(view.issuedOn)] },
    ...(view.dueOn === null ? [] : [{ label: labels.due, lines: [writer.date(view.dueOn)] }]),
  ]);
  const details = detailFacts(view, writer, 'pdf').map(({ label, value }) => ({
    label: oneLine(label, 60),
    lines: [oneLine(value)],
  }));
  for (let row = 0; row < details.length; row += IN_A_ROW) {
    drawColumns(draft, details.slice(row, row + IN_A_ROW), 'P', IN_A_ROW);
  }
  drawBothParties(draft, { merchant, customer }, labels, copyCode(draft));
}

/** Who sends a document, by the registered name, and who gets it. */
export function drawBothParties(
  draft: Drawing,
  { merchant, customer }: { readonly merchant: MerchantView; readonly customer: PartyView },
  labels: { readonly from: string; readonly to: string },
  beside: Beside = NOTHING_BESIDE,
): void {
  const { words } = draft.writer.speech;
  const taxIds = (party: PartyView) =>
    party.taxIds.map(({ kind, value }) => taxIdLine({ kind, value: oneLine(value) }, words));
  const from = [
    ...party({ ...merchant, name: merchant.legalName }),
    ...contactsOf(merchant),
    ...taxIds(merchant),
  ];
  const to = [...party(customer), oneLine(customer.email ?? ''), ...taxIds(customer)];
  const parties = [
    { label: labels.from, lines: from.filter(Boolean) },
    { label: labels.to, lines: to.filter(Boolean) },
  ];
  drawColumns(draft, parties, 'H2', parties.length, beside);
}

function party({ name, addressLines }: PartyView): readonly string[] {
  return [oneLine(name), ...addressLines.flatMap((line) => manyLines(line, 400).split('\n'))];
}

/** Columns of equal width under a hairline, each with its label, and at the right what is `beside` them. */
export function drawColumns(
  { sheet, palette, styles }: Drawing,
  columns: readonly Column[],
  label: Role = 'P',
  places = columns.length,
  beside: Beside = NOTHING_BESIDE,
): void {
  const gap = 24;
  const width = (sheet.width - beside.width - gap * (places - 1)) / places;
  const { body, small } = styles;
  const wrapped = columns.map(({ lines }) =>
    atMost(lines.flatMap((line) => sheet.lines(line, width, body, 'theirs'))),
  );
  const lines = Math.max(...wrapped.map(({ length }) => length));
  const height = Math.max(small.leading + 2 + lines * body.leading, beside.height);
  sheet.ensure(height + 24);
  sheet.rule(palette.line);
  sheet.y += 11;
  const top = sheet.y;
  for (const [index, column] of columns.entries()) {
    const x = sheet.left + index * (width + gap);
    sheet.tag('Div', () => {
      sheet.tag(label, () => sheet.text(column.label, x, small, 'start', top));
      sheet.tag('P', () => sheet.block(wrapped[index] ?? [], x, body, top + small.leading + 2));
    });
  }
  beside.draw();
  sheet.y = top + height + 12;
}

function atMost(lines: readonly string[]): readonly string[] {
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), '…'];
}
