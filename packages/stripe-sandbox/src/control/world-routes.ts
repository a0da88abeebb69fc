import { Hono } from 'hono';
import { z } from 'zod';
import type { Kernel } from '../core/scope.ts';
import { chooseWorlds, readWorlds, WORLDS } from '../core/worlds.ts';
import { read } from './read.ts';

/** Any of the worlds by its name, with one of its values. */
const choice = z.strictObject({
  expiry: z.enum(WORLDS.expiry).optional(),
  authentication: z.enum(WORLDS.authentication).optional(),
  setupExpiry: z.enum(WORLDS.setupExpiry).optional(),
  verifyingSession: z.enum(WORLDS.verifyingSession).optional(),
  setupIntent: z.enum(WORLDS.setupIntent).optional(),
  redisplay: z.enum(WORLDS.redisplay).optional(),
  unusableMethods: z.enum(WORLDS.unusableMethods).optional(),
  returnUrl: z.enum(WORLDS.returnUrl).optional(),
  bankAccounts: z.enum(WORLDS.bankAccounts).optional(),
  mandates: z.enum(WORLDS.mandates).optional(),
  debits: z.enum(WORLDS.debits).optional(),
  debitDisputes: z.enum(WORLDS.debitDisputes).optional(),
  eventOrder: z.enum(WORLDS.eventOrder).optional(),
  accountEvents: z.enum(WORLDS.accountEvents).optional(),
  webhookRetries: z.enum(WORLDS.webhookRetries).optional(),
  search: z.enum(WORLDS.search).optional(),
  funds: z.enum(WORLDS.funds).optional(),
  payouts: z.enum(WORLDS.payouts).optional(),
  appeals: z.enum(WORLDS.appeals).optional(),
  disputeDeadline: z.enum(WORLDS.disputeDeadline).optional(),
  missingParam: z.enum(WORLDS.missingParam).optional(),
  errorFields: z.enum(WORLDS.errorFields).optional(),
  words: z.enum(WORLDS.words).optional(),
  completion: z.enum(WORLDS.completion).optional(),
  lengths: z.enum(WORLDS.lengths).optional(),
  advice: z.enum(WORLDS.advice).optional(),
  returns: z.enum(WORLDS.returns).optional(),
});

/** Which way it goes where Stripe does not say. */
export function worldRoutes({ store }: Kernel): Hono {
  const app = new Hono();
  app.get('/worlds', (c) => c.json(readWorlds(store)));
  app.post('/worlds', async (c) => {
    const chosen = await read(c.req.raw, choice);
    store.transaction(() => chooseWorlds(store, chosen));
    return c.json(readWorlds(store));
  });
  return app;
}
