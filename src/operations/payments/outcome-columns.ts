import type { Append } from '../../db/commit.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { payerUnlessErased } from '../../db/writes/payer.ts';
import type { EntryOf } from '../../domain/journal.ts';
import type { Truth } from '../../domain/payment/outcome.ts';

export type Target = PaymentSnapshot['targets'][number];

/** Stripe's object → the columns of a payment. */
export const outcomeColumns = ({ intent, payerEmail }: Truth) =>
  intent === null
    ? {}
    : {
        stripePaymentIntentId: intent.intentId,
        ...(intent.chargeId !== null && { stripeChargeId: intent.chargeId }),
        ...(intent.method !== null && { method: intent.method }),
        ...(intent.fingerprint !== null && { fingerprint: intent.fingerprint }),
        ...(intent.stripePaymentMethodId !== null && {
          stripePaymentMethodId: intent.stripePaymentMethodId,
        }),
        ...(payerEmail !== null && { payerEmail: payerUnlessErased(payerEmail) }),
      };

/** A payment with the card or account that Stripe says it was made with. */
export const usedIn = <P extends { readonly fingerprint: string | null }>(
  payment: P,
  { intent }: Truth,
): P => ({
  ...payment,
  fingerprint: intent?.fingerprint ?? payment.fingerprint,
});

/** An entry on the stream of one of the payment's invoices. */
export const appendToInvoice = ({ invoice, head }: Target, entry: EntryOf<'invoice'>): Append => ({
  stream: { type: 'invoice', id: invoice.id },
  head,
  ...entry,
});
