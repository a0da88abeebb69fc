import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { connections, stripeRefusals } from '../../../src/db/schema/index.ts';
import { followLink, readyInvoice, withStripe } from '../../support/worker/guards.ts';
import { openShop } from '../../support/worker/shop.ts';

it('an account that takes ACH alone, and is refused it, is told to the business and not taken for a held one', async () => {
  const shop = await openShop();
  const { ctx, connectionId } = shop;
  const { invoiceId } = await readyInvoice(shop);
  await ctx.db.update(connections).set({ takesCard: false }).where(eq(connections.id, connectionId));
  const refusing = withStripe(ctx, () => ({
    createSession: async () => ({
      kind: 'refused',
      status: 400,
      code: 'payment_method_unactivated',
      param: 'allowed_payment_method_types',
      message: 'us_bank_account is not activated.',
    }),
  }));
  expect(await followLink(refusing, invoiceId)).toMatchObject({ rejection: { code: 'stripe_refuses' } });
  const standing = await ctx.db
    .select()
    .from(stripeRefusals)
    .where(eq(stripeRefusals.subjectId, connectionId));
  expect(standing).toMatchObject([{ code: 'payment_method_unactivated', refusedFor: ['session'] }]);
  expect(await shop.slots()).toEqual([]);
});
