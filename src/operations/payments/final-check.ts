import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import type { LastLook } from '../../domain/payment/final-check.ts';

/** Rows read after the claim → what is looked at once more before money may move. */
export const lastLook = ({ payment, connection, customer, targets }: PaymentSnapshot): LastLook => ({
  via: payment.via,
  connection,
  isOptedOut: customer.autopay === 'off',
  targets: targets.map(({ invoice, target }) => ({ invoice, shownVersion: target.invoiceVersion })),
});
