import { localDateAt, parseLocalDate } from '../../../../domain/calendar.ts';
import { recordOfflinePayment } from '../../../../operations/invoices/offline-payment.ts';
import { ACT_WORDS } from '../../../../views/dashboard/words/invoice-acts.ts';
import { typedAmount as asTyped } from '../../../../views/typed-amount.ts';
import { type Act, nameOf, saying } from './act.ts';
import { typedAmount, WRONG_AMOUNT } from './amounts.ts';

const words = ACT_WORDS['record-payment'];
const METHODS = ['bank_transfer', 'cash', 'check', 'card', 'other'] as const;

/** Records money that came around Stripe. */
export const recordPayment: Act = {
  isVersioned: true,
  ask: ({ ctx, invoice, typed, writer }, problem) => {
    const { row, view } = invoice;
    const remaining = row.amountDue - row.amountPaid;
    return {
      title: words.title(nameOf(invoice)),
      text: words.text(writer.amount(remaining)),
      remarks: [],
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
    });
    return saying(recorded, 'payment_recorded');
  },
};
