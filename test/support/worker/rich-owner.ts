import { optIn } from '../../../src/operations/autopay/opt-in.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { attemptsAt, sendNew, setCustomer } from './collecting.ts';
import { AGREED, attachAtStripe, methodsOnFile, ownerOf, putOnFile, stripeCustomerOf } from './methods.ts';
import { paidInvoice, refund } from './money.ts';
import { must, type Shop } from './shop.ts';

/** What no page but the owner's own may show: amounts that nobody else has, cards, an account, words agreed to. */
const SHOWN = {
  sent: '$420.17',
  failed: '$310.13',
  paid: '$770.07',
  refunded: '$55.11',
  card: '4242',
  badCard: '0341',
  agreement: 'Northwind may charge what Ada owes.',
} as const;

/** A customer with one of everything: an invoice sent, one that failed, one paid and refunded in part, an agreement. */
export async function richOwner(shop: Shop) {
  const paid = await paidInvoice(shop, { amount: 77_007 });
  const { customerId } = paid;
  const refundId = await refund(shop, paid.paymentId, 5_511);
  await shop.work();
  const connection = { customerId, connectionId: shop.connectionId };
  await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_chargeCustomerFail');
  await syncMethods(shop.ctx, connection);
  await setCustomer(shop, customerId, { collectPolicy: 'on_send' });
  const failedId = await sendNew(shop, customerId, { amount: 31_013 });
  await setCustomer(shop, customerId, { collectPolicy: null });
  const sentId = await sendNew(shop, customerId, { amount: 42_017, currency: 'USD' });
  const { setupId } = await putOnFile(shop, customerId);
  const onFile = await methodsOnFile(shop, customerId);
  const card = onFile.find(({ summary }) => summary.kind === 'card' && summary.last4 === SHOWN.card);
  if (card === undefined) throw new Error('no card on file');
  const terms = { when: 'on_due_date', cap: null, methodId: card.id } as const;
  const agreed = { ...AGREED, text: SHOWN.agreement };
  must(await optIn(shop.ctx, { who: ownerOf(shop, customerId), terms, agreed }));
  const [attempt] = await attemptsAt(shop, failedId);
  if (attempt?.state !== 'failed') throw new Error(`not failed: ${attempt?.state}`);
  return {
    customerId,
    ids: {
      paidId: paid.invoiceId,
      paymentId: paid.paymentId,
      refundId,
      failedId,
      failedPaymentId: attempt.id,
      sentId,
      methodId: card.id,
      setupId,
    },
    shown: SHOWN,
  };
}

export type RichOwner = Awaited<ReturnType<typeof richOwner>>;
