import { eq } from 'drizzle-orm';
import { connections } from '../../../src/db/schema/index.ts';
import { type Context, newId } from '../../../src/operations/core/context.ts';
import type { Scope } from '../../../src/operations/core/scope.ts';
import { control } from './accounts.ts';
import { seedMerchant } from './context.ts';
import { openShop, SANDBOX } from './shop.ts';

export const PLATFORM = { clientId: 'ca_worker_suite', authorizeUrl: `${SANDBOX}/oauth/authorize` };
export const ADA = { person: 'per_ada', session: 'session of Ada' };

/** A business on a Connect platform that is connected to no account. */
export async function openUnconnected() {
  const shop = await openShop();
  await shop.ctx.db.delete(connections).where(eq(connections.id, shop.connectionId));
  const ctx: Context = { ...shop.ctx, connect: PLATFORM };
  return { shop, ctx, scope: shop.scope };
}

/** Another business of the same deployment, connected to this account or to none. */
export async function anotherBusiness(ctx: Context, account: string | null) {
  const { scope } = await seedMerchant(ctx, { connected: false });
  if (account !== null) {
    await ctx.db.insert(connections).values({
      ...scope,
      id: newId(ctx, 'con'),
      account,
      state: 'active',
      createdAt: ctx.now(),
      eventsWatermark: 0,
    });
  }
  return scope;
}

/** An account at Stripe that nobody has connected yet. */
export const anAccount = async (wishes: object = {}): Promise<string> =>
  (
    await control<{ readonly id: string }>('/accounts', {
      connected: false,
      name: 'Northwind Main',
      ...wishes,
    })
  ).id;

/** Its owner agrees at Stripe, or does not; what Stripe sends back in the address. */
export async function atAuthorize(url: string, account: string, decision = 'connect') {
  const form = new URLSearchParams(new URL(url).searchParams);
  form.set('account', account);
  form.set('decision', decision);
  const answer = await fetch(`${SANDBOX}/oauth/authorize`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form,
    redirect: 'manual',
  });
  const back = new URL(answer.headers.get('location') ?? '').searchParams;
  return {
    state: back.get('state'),
    code: back.get('code'),
    error: back.get('error'),
    errorDescription: back.get('error_description'),
  };
}

export const connectionRows = ({ ctx, scope }: { readonly ctx: Context; readonly scope: Scope }) =>
  ctx.db.select().from(connections).where(eq(connections.merchantId, scope.merchantId));
