import { localDateAt, parseLocalDate } from '../../../../domain/calendar.ts';
import { recordOfflinePayment } from '../../../../operations/invoices/offline-payment.ts';
import { previewReceipt } from '../../../../operations/invoices/preview-receipt.ts';
import type { ActField } from '../../../../views/dashboard/invoice/act.tsx';
import { ACT_WORDS } from '../../../../views/dashboard/words/invoice-acts.ts';
import { typedAmount as asTyped } from '../../../../views/typed-amount.ts';
import { type Act, nameOf, saying, type Typed } from './act.ts';
import { typedAmount, WRONG_AMOUNT } from './amounts.ts';

const words = ACT_WORDS['record-payment'];
const METHODS = ['bank_transfer', 'cash', 'check', 'card', 'other'] as const;

/** Records money that came around Stripe. */
export const recordPayment: Act = {
  isVersioned: true,
  ask: async ({ ctx, scope, invoice, typed, writer }, problem) => {
    const { row, view } = invoice;
    const previewed = await previewReceipt(ctx, { scope, invoiceId: row.id });
    const receipt = previewed.kind === 'done' ? previewed.value : null;
    const remaining = row.amountDue - row.amountPaid;
    return {
      title: words.title(nameOf(invoice)),
      text: words.text(writer.amount(remaining)),
      remarks: receipt?.to.length === 0 ? [words.receiptToNobody] : [],
      fields: [
        {
          kind: 'amount',
          name: 'amount',
          label: `${words.amount} (${view.currency})`,
          value: typed?.amount ?? asTyped(view.currency, remaining, writer.locale),
          problem: problem('amount'),
        },
        {
          kind: 'list',
          name: 'method',
          label: words.method,
          value: typed?.method ?? 'bank_transfer',
          options: METHODS.map((method) => [method, words.methods[method]]),
        },
        {
          kind: 'text',
          name: 'reference',
          label: words.reference,
          hint: words.referenceHint,
          value: typed?.reference ?? '',
        },
        {
          kind: 'date',
          name: 'receivedOn',
          label: words.receivedOn,
          value: typed?.receivedOn ?? localDateAt(ctx.now(), row.timeZone),
          problem: problem('receivedOn'),
        },
        {
          kind: 'list',
          name: 'surplus',
          label: words.surplus,
          value: typed?.surplus ?? 'refuse',
          options: Object.entries(words.surpluses),
        },
        {
          kind: 'list',
          name: 'smallRest',
          label: words.smallRest,
          value: typed?.smallRest ?? 'refuse',
          options: Object.entries(words.smallRests),
        },
        ...(receipt === null || receipt.to.length === 0 ? [] : [receiptField(receipt, typed)]),
      ],
      button: words.button,
      isDanger: false,
    };
  },
  press: async ({ ctx, scope, invoice, typed, command, by }) => {
    const amount = typedAmount(typed.amount, invoice.view.currency);
    if (amount === null) return WRONG_AMOUNT;
    const receivedOn = parseLocalDate(typed.receivedOn);
    if (receivedOn === null) return { field: 'receivedOn', text: ACT_WORDS.dateWrong };
    // Nobody was told of one by a form without it.
    const receipt = typed.receipt === 'mail' ? 'mail' : 'none';
    const recorded = recordOfflinePayment(ctx, {
      scope,
      invoiceId: invoice.row.id,
      commandId: command.commandId,
      given: {
        amount,
        method: METHODS.find((method) => method === typed.method) ?? 'other',
        reference: typed.reference.trim() === '' ? null : typed.reference.trim().slice(0, 200),
        receivedOn,
        recordedBy: by,
      },
      ...(typed.surplus === 'credit' && { surplus: 'credit' }),
      ...(typed.smallRest === 'leave' && { smallRest: 'leave' }),
      receipt,
    });
    return saying(recorded, receipt === 'mail' ? 'payment_recorded_and_mailed' : 'payment_recorded');
  },
};

/** Whether its receipt goes out, and to whom. */
const receiptField = (
  { to, sentBy }: { readonly to: readonly string[]; readonly sentBy: 'quittance' | 'stripe' },
  typed: Typed | null,
): ActField => ({
  kind: 'list',
  name: 'receipt',
  label: words.receipt,
  hint: words.receiptHint(to.join(', '), sentBy),
  value: typed?.receipt || (sentBy === 'quittance' ? 'mail' : 'none'),
  options: Object.entries(words.receipts),
});
