import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import type { FinalCheckFacts } from '../../domain/payment/final-check.ts';

/** Rows read after the claim → the facts of the final check before money may move. */
export const finalCheckFacts = ({
  payment,
  connection,
  customer,
  methodRefusedAt,
  targets,
}: PaymentSnapshot): FinalCheckFacts => ({
  via: payment.via,
  connection,
  isOptedOut: customer.autopay === 'off',
  isMethodRefused: methodRefusedAt !== null,
  targets: targets.map(({ invoice, target }) => ({ invoice, shownVersion: target.invoiceVersion })),
});
