import {
  type ReceiptFound,
  readOfflineReceipt,
  readPaymentReceipt,
  readRefundedPayment,
} from '../../db/queries/receipts.ts';
import { receiptKindOf } from '../../domain/receipt/source.ts';
import type { Context } from '../core/context.ts';

/** What the receipt of a payment or a refund is made of; null where no money moved. */
export async function readFound({ db }: Pick<Context, 'db'>, sourceId: string): Promise<ReceiptFound | null> {
  const kind = receiptKindOf(sourceId);
  switch (kind) {
    case 'payment':
      return onlyReceived(await readPaymentReceipt(db, sourceId));
    case 'offline_payment':
      return readOfflineReceipt(db, sourceId);
    case 'refund': {
      const paymentId = await readRefundedPayment(db, sourceId);
      const found = paymentId === null ? null : onlyReceived(await readPaymentReceipt(db, paymentId));
      const refund = found?.refunds.find(({ id }) => id === sourceId);
      return refund?.stripeRefundId == null ? null : found;
    }
    case null:
      return null;
    default:
      return kind satisfies never;
  }
}

const onlyReceived = <T extends ReceiptFound>(found: T | null): T | null =>
  found?.payment != null && found.payment.succeededAt === null ? null : found;
