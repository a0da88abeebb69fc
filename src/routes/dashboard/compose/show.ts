import { KINDS_IN_WORDS } from '../../../domain/attachment/kinds.ts';
import { ATTACHMENT_LIMITS, megabytes } from '../../../domain/attachment/limits.ts';
import { localDateAt } from '../../../domain/calendar.ts';
import { readTyped } from '../../../domain/compose/read-typed.ts';
import { MOST_TYPED_LINES, type TypedDraft } from '../../../domain/compose/typed-draft.ts';
import { plainDiscount } from '../../../domain/compose/write-typed.ts';
import { taxLabel } from '../../../domain/invoice/tax-label.ts';
import type { InvoiceView } from '../../../domain/invoice/view.ts';
import type { DraftInput } from '../../../operations/invoices/draft-input.ts';
import { previewDraft } from '../../../operations/invoices/preview-draft.ts';
import type { ReadDraft } from '../../../operations/invoices/read-draft.ts';
import { composePage } from '../../../views/dashboard/compose/page.tsx';
import type { ComposeView } from '../../../views/dashboard/compose/view.ts';
import { COMPOSE_WORDS as words } from '../../../views/dashboard/words/compose.ts';
import { type Writer, writerFor } from '../../../views/format.ts';
import { speechFor } from '../../../views/i18n/speech.ts';
import type { DashboardContext } from '../env.ts';
import { newForm } from '../invoice/form-id.ts';
import { respondDashboard, within } from '../respond.ts';
import { draftOfForm } from './form.ts';

export type Again = Partial<Pick<ComposeView, 'problems' | 'problem' | 'fileProblem'>> & {
  readonly isConflict?: boolean;
};

/** What was typed, read on the draft that it was written on. */
export const readForm = (c: DashboardContext, { draft, currency, page }: ReadDraft, typed: TypedDraft) =>
  readTyped(typed, {
    lines: draft.lines,
    currency,
    today: localDateAt(c.get('ctx').now(), page.merchant.timeZone),
  });

/** The form, with what it comes to where that can be added up. */
export async function showForm(
  c: DashboardContext,
  read: ReadDraft,
  typed: TypedDraft,
  status: 200 | 409 | 422 | 503,
  again: Again = {},
): Promise<Response> {
  const { page, draft, seq } = read;
  const ctx = c.get('ctx');
  const { id, customerId, currency } = page.invoice;
  const writer = writerFor(page.invoice, await speechFor('en'));
  const filled = {
    ...typed,
    lines: typed.lines.filter((line) => line.description !== '' || line.price !== ''),
  };
  const form = readForm(c, read, { ...filled, parts: typed.parts.filter(({ due }) => due !== '') });
  const drawn =
    form.kind === 'draft' && again.problems === undefined
      ? await previewDraft(ctx, { page, draft: draftOfForm(draft, form.draft) })
      : null;
  return respondDashboard(
    c,
    status,
    (context) =>
      composePage(
        {
          draft: within(c, `/invoices/${id}`),
          customer: { name: page.customer.legalName, href: within(c, `/customers/${customerId}`) },
          changeHref: within(c, `/invoices/new?draft=${id}`),
          currency: typed.currency || currency,
          typed,
          keptTaxes: draft.lines.map(({ taxRates }) => taxRates.map((tax) => taxLabel(tax, 'en')).join(', ')),
          kept: keptOf(draft, writer),
          problems: again.problems ?? {},
          problem: again.problem ?? null,
          conflict: again.isConflict === true ? standing(page, writer) : null,
          totals: drawn?.kind === 'done' ? totalsOf(drawn.value, writer) : null,
          seq,
          form: newForm(ctx),
          files: page.attachments.map(({ id: file, name, bytes }) => ({
            id: file,
            name,
            size: megabytes(bytes),
          })),
          filesHint: words.filesHint(KINDS_IN_WORDS, megabytes(ATTACHMENT_LIMITS.bytes)),
          fileProblem: again.fileProblem ?? null,
          mayAttach: ctx.files !== null && ctx.files !== undefined,
          said: context.said,
        },
        context,
      ),
    { hasPreview: true },
  );
}

/** Whether the form takes a draft of so many lines. */
export const isTooLong = ({ draft }: ReadDraft): boolean => draft.lines.length > MOST_TYPED_LINES;

/** What a colleague saved, in words. */
const standing = ({ lineCount, invoice }: ReadDraft['page'], writer: Writer): string =>
  words.conflictLines(lineCount, writer.amount(invoice.amountDue));

function keptOf(draft: DraftInput, writer: Writer): readonly string[] {
  const { adjustments = [], withholdings = [], deposits = [] } = draft.whole ?? {};
  const others = adjustments.length - (plainDiscount(adjustments) === undefined ? 0 : 1);
  const { contract = null, customFields = [], supply = null } = draft.details ?? {};
  const hasSupply = supply !== null || draft.lines.some(({ details }) => details?.supply != null);
  return [
    ...(others > 0 ? [words.keeps.adjustments(others)] : []),
    ...(withholdings.length > 0 ? [words.keeps.withholdings] : []),
    ...(deposits.length > 0 ? [words.keeps.deposits] : []),
    ...(contract !== null || customFields.length > 0 ? [words.keeps.details] : []),
    ...(hasSupply ? [words.keeps.supply] : []),
    ...(draft.issueDate == null ? [] : [words.keeps.issueDate(writer.date(draft.issueDate))]),
  ];
}

function totalsOf(view: InvoiceView, writer: Writer): NonNullable<ComposeView['totals']> {
  const rows: (readonly [string, string, true?])[] = [[words.subtotal, writer.amount(view.subtotal)]];
  if (view.discountTotal !== 0) rows.push([words.lineDiscounts, writer.amount(-view.discountTotal)]);
  for (const { description, amount } of view.adjustments) rows.push([description, writer.amount(amount)]);
  for (const tax of view.taxes) rows.push([taxLabel(tax, 'en'), writer.amount(tax.amount)]);
  rows.push([words.total, writer.amount(view.total), true]);
  for (const { dueOn, amount } of view.plan?.parts ?? []) {
    rows.push([words.partOn(writer.date(dueOn)), writer.amount(amount)]);
  }
  return rows;
}
