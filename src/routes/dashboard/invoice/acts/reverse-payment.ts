import { recordedPayments } from '../../../../domain/ledger/recorded.ts';
import { reversePayment } from '../../../../operations/invoices/apply-when-no-payment-open.ts';
import { ACT_WORDS } from '../../../../views/dashboard/words/invoice-acts.ts';
import { type Act, nameOf, saying } from './act.ts';

const words = ACT_WORDS['reverse-payment'];

/** Takes back what was recorded: a counter-entry, and nothing deleted. */
export const reverseRecorded: Act = {
  isVersioned: true,
  ask: ({ invoice, typed, writer }, problem) => {
    const recorded = recordedPayments(invoice.view.ledger);
    return {
      title: words.title(nameOf(invoice)),
      text: recorded.length === 0 ? words.none : words.text,
      remarks: words.remarks,
      fields: [
        {
          kind: 'list',
          name: 'recorded',
          label: words.payment,
          value: typed?.recorded ?? recorded.at(-1)?.document.id ?? '',
          options: recorded.map(({ document, amount, method, on }) => {
            const how = method === null ? '' : writer.shortMethod(method);
            return [document.id, words.choice(writer.amount(amount), how, writer.date(on))] as const;
          }),
          problem: problem('recorded'),
        },
      ],
      button: words.button,
      isDanger: true,
    };
  },
  press: ({ ctx, scope, invoice, typed, command, by }) =>
    saying(
      reversePayment(ctx, {
        scope,
        invoiceId: invoice.row.id,
        commandId: command.commandId,
        offlinePaymentId: typed.recorded,
        by,
      }),
      'payment_reversed',
    ),
};
