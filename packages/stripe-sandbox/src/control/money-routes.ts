import { Hono } from 'hono';
import { z } from 'zod';
import { invalidRequest, noSuchObject } from '../core/api-error.ts';
import { allOf, find, type Kernel, type Scope, scopeFor } from '../core/scope.ts';
import { rule } from '../disputes/decide.ts';
import { openDispute } from '../disputes/open.ts';
import { finishAuthentication } from '../payments/authenticate.ts';
import { setCardDecline } from '../payments/card-declines.ts';
import { updateCardAutomatically } from '../payments/card-update.ts';
import { settle } from '../payments/settle.ts';
import type { Return } from '../payments/traits.ts';
import { failPayout, payoutArrives } from '../payouts/progress.ts';
import { completeRefund, failRefund } from '../refunds/refund.ts';
import type { Kind } from '../store/records.ts';
import { read } from './read.ts';

const settlement = z.strictObject({
  outcome: z.enum(['succeeded', 'failed']),
  code: z
    .enum(['account_closed', 'no_account', 'insufficient_funds', 'debit_not_authorized'])
    .default('insufficient_funds'),
});
const cardUpdate = z.strictObject({
  expMonth: z.int().min(1).max(12).optional(),
  expYear: z.int().min(2000).max(2100).optional(),
  number: z.string().optional(),
});

const code = z.string().regex(/^[a-z0-9_]{1,60}$/);
const cardDecline = z.union([
  z.strictObject({ decline: z.null() }),
  z.strictObject({
    declineCode: code.default('generic_decline'),
    adviceCode: code.nullable().default(null),
    networkDeclineCode: z.string().max(4).nullable().default(null),
    networkAdviceCode: z
      .string()
      .regex(/^\d{2}$/)
      .nullable()
      .default(null),
  }),
]);

/** What happens to money that nobody asks for by the API: banks, issuers and card networks decide. */
export function moneyRoutes(kernel: Kernel): Hono {
  const app = new Hono();
  const { store } = kernel;
  const change = <T>(kind: Kind, id: string, work: (scope: Scope) => T): T =>
    store.transaction(() => work(ownerOf(kernel, kind, id)));

  app.post('/payments/:id/settle', async (c) => {
    const { outcome, code } = await read(c.req.raw, settlement);
    const reason: Return | null =
      outcome === 'failed' ? { code, message: `The bank returned the debit: ${code}.` } : null;
    const id = c.req.param('id');
    return c.json({ ...change('payment_intent', id, (scope) => settle(scope, id, reason)) });
  });
  app.post('/payments/:id/authenticate', async (c) => {
    const { outcome } = await read(c.req.raw, z.strictObject({ outcome: z.enum(['complete', 'fail']) }));
    const id = c.req.param('id');
    const passed = outcome === 'complete';
    return c.json({ ...change('payment_intent', id, (scope) => finishAuthentication(scope, id, passed)) });
  });
  app.post('/charges/:id/dispute', async (c) => {
    const { kind } = await read(
      c.req.raw,
      z.strictObject({ kind: z.enum(['fraudulent', 'inquiry']).default('fraudulent') }),
    );
    const id = c.req.param('id');
    const opened = change('charge', id, (scope) => {
      openDispute(scope, id, kind);
      return allOf(scope, 'dispute', 'charge', id)[0]?.value;
    });
    if (!opened) throw invalidRequest(`Charge ${id} cannot be disputed: it was refunded, or is not there.`);
    return c.json({ ...opened }, 201);
  });
  app.post('/disputes/:id/decide', async (c) => {
    const { outcome } = await read(
      c.req.raw,
      z.strictObject({ outcome: z.enum(['won', 'lost', 'escalated', 'appealed', 'put_back']) }),
    );
    const id = c.req.param('id');
    return c.json({ ...change('dispute', id, (scope) => rule(scope, id, outcome)) });
  });
  app.post('/refunds/:id/settle', async (c) => {
    const { outcome } = await read(c.req.raw, z.strictObject({ outcome: z.enum(['succeeded', 'failed']) }));
    const id = c.req.param('id');
    const refund = change('refund', id, (scope) => {
      const before = find(scope, 'refund', id);
      if (!before) throw noSuchObject('refund', id);
      if (outcome === 'failed') failRefund(scope, id);
      else completeRefund(scope, id);
      const after = find(scope, 'refund', id);
      if (after?.status === before.status) {
        throw invalidRequest(
          `This refund has a status of ${before.status ?? 'unknown'}: nothing happens to it.`,
        );
      }
      return after;
    });
    return c.json({ ...refund });
  });
  app.post('/payouts/:id/settle', async (c) => {
    const { outcome, code } = await read(
      c.req.raw,
      z.strictObject({ outcome: z.enum(['paid', 'failed']), code: z.string().default('account_closed') }),
    );
    const id = c.req.param('id');
    const payout = change('payout', id, (scope) => {
      if (outcome === 'failed') {
        return failPayout(scope, id, { code, message: `The bank returned the payout: ${code}.` });
      }
      payoutArrives(scope, id);
      return find(scope, 'payout', id);
    });
    return c.json({ ...payout });
  });
  app.post('/payment_methods/:id/update_card', async (c) => {
    const update = await read(c.req.raw, cardUpdate);
    const id = c.req.param('id');
    return c.json({ ...change('payment_method', id, (scope) => updateCardAutomatically(scope, id, update)) });
  });
  app.post('/payment_methods/:id/decline', async (c) => {
    const wanted = await read(c.req.raw, cardDecline);
    const message = 'Your card was declined.';
    const decline = 'decline' in wanted ? null : { code: 'card_declined', message, ...wanted };
    const id = c.req.param('id');
    return c.json(change('payment_method', id, (scope) => setCardDecline(scope, id, decline)));
  });
  return app;
}

/** An id's owner; an unknown id is looked up in the platform's account, which gives a 404. */
export function ownerOf(kernel: Kernel, kind: Kind, id: string): Scope {
  return scopeFor(kernel, kernel.store.get(kind, id)?.account ?? kernel.platform);
}
