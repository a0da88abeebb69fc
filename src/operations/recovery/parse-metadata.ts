import type { ListedPayment } from '../../adapters/stripe/port-lists.ts';
import { type Id, parseId } from '../../domain/ids.ts';
import { namedTargets } from '../../domain/payment/named-invoices.ts';
import type { Unreadable } from '../../domain/payment/unknown-object.ts';
import type { Connection } from '../core/event-handler.ts';

/** One invoice that an object at Stripe claims to be for; `amount` in minor units. */
export type MetadataTarget = {
  readonly invoiceId: Id<'inv'>;
  /** The version that its payer was shown, if it is stated. */
  readonly version: number;
  readonly amount: number;
};

/** What an object's metadata claims: not trusted, but compared with our rows. */
export type Names = {
  readonly paymentId: Id<'pay'>;
  readonly targets: readonly [MetadataTarget, ...MetadataTarget[]];
};

/** Parses an object's metadata. Several invoices all have to be named, with shares that add up to its amount. */
export function parseMetadata(
  connection: Connection,
  { metadata, amount }: ListedPayment,
): Names | Unreadable {
  if (metadata.quittance_merchant !== connection.merchantId) return 'not_of_merchant';
  const paymentId = parseId('pay', metadata.quittance_payment ?? '');
  if (paymentId === null) return 'no_payment_named';
  if (metadata.quittance_invoices === undefined) {
    const invoiceId = parseId('inv', metadata.quittance_invoice ?? '');
    if (invoiceId === null) return 'unknown_invoice';
    const only = { invoiceId, version: Number(metadata.quittance_version), amount: amount ?? 0 };
    return { paymentId, targets: [only] };
  }
  const targets = namedTargets(metadata).flatMap(({ invoiceId, ...rest }) => {
    const id = parseId('inv', invoiceId);
    return id === null ? [] : [{ invoiceId: id, ...rest }];
  });
  const [first, ...others] = targets;
  const sum = targets.reduce((total, target) => total + target.amount, 0);
  const isWhole =
    String(targets.length) === metadata.quittance_invoices &&
    new Set(targets.map(({ invoiceId }) => invoiceId)).size === targets.length &&
    targets.every((target) => target.amount > 0) &&
    sum === amount;
  return first !== undefined && isWhole ? { paymentId, targets: [first, ...others] } : 'several_invoices';
}
