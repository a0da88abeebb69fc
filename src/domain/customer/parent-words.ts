import { counted } from '../text.ts';

type Change = {
  readonly from: { readonly name: string } | null;
  readonly to: { readonly name: string } | null;
  readonly paidByNow: 'itself' | 'parent' | 'nobody';
  readonly paidByThen: 'itself' | 'parent' | 'nobody';
  readonly openInvoices: number;
  readonly stopped: number;
  readonly moving: number;
};

const invoices = (count: number): string => counted(count, 'open invoice');

/** What a change of who pays means for charges that are planned, in sentences for staff. */
export function parentChangeText(change: Change): string {
  const { from, to, paidByNow, paidByThen, openInvoices, stopped, moving } = change;
  return [
    thenText(change),
    ...(openInvoices > 0 && paidByThen === 'parent' && from?.name !== to?.name
      ? [
          `${to?.name ?? ''} is told before anything of the ${invoices(openInvoices)} is charged, and nothing is earlier than that says.`,
        ]
      : []),
    ...(openInvoices > 0 && paidByNow === 'parent' && paidByThen === 'nobody'
      ? [`The ${invoices(openInvoices)} stay open until somebody pays them, and are reminded of.`]
      : []),
    ...(stopped > 0 ? [`${counted(stopped, 'payment')} under way will be closed.`] : []),
    ...(moving > 0
      ? [`${counted(moving, 'bank debit goes', 'bank debits go')} on, since a debit cannot be stopped.`]
      : []),
  ].join(' ');
}

function thenText({ to, paidByThen }: Change): string {
  switch (paidByThen) {
    case 'itself':
      return 'This customer has a payment method of its own that is charged automatically, and goes on paying by itself.';
    case 'parent':
      return `${to?.name ?? ''} pays the invoices of this customer, by its own payment methods and its own choice of automatic payment.`;
    case 'nobody':
      return 'Nothing is charged automatically: this customer has nothing of its own switched on.';
  }
}
