import { Hono } from 'hono';
import { confirmMethod } from '../../operations/methods/confirm-method.ts';
import { moveMethod } from '../../operations/methods/move-method.ts';
import { setDefaultMethod } from '../../operations/methods/set-default.ts';
import { returnFromSetup } from '../../operations/portal/read-verification.ts';
import type { PortalEnv } from './env.ts';
import { done, respondUndone } from './respond.ts';
import { defaultForm, moveForm, replaceForm, setupForm, setupPath } from './schemas/settings.ts';
import { bankAccountRoutes } from './settings-bank.ts';
import { afterAdding, openInvoiceRoutes } from './settings-open.ts';
import { refuseSetup, showSettings, toStripe } from './settings-page.ts';
import { removeRoutes } from './settings-remove.ts';
import { verifyRoutes } from './settings-verify.ts';
import { portalForm, portalPath } from './validate.ts';

const SETTINGS = '/portal/settings';

/** Payment settings: what is on file, its order, and the ways to add to it. */
export const settingsRoutes = new Hono<PortalEnv>()
  .get('/', (c) => showSettings(c, null))
  .post('/card', portalForm(setupForm, refuseSetup), (c) => toStripe(c, c.req.valid('form').setup, 'card'))
  .post('/replace', portalForm(replaceForm, refuseSetup), (c) => {
    const { setup, method } = c.req.valid('form');
    return toStripe(c, setup, 'card', method);
  })
  .post('/default', portalForm(defaultForm), async (c) => {
    const { method: methodId } = c.req.valid('form');
    const set = await setDefaultMethod(c.get('ctx'), { who: c.get('portal'), methodId });
    return set.kind === 'done'
      ? done(c, SETTINGS, 'default_set')
      : respondUndone(c, set, { page: (notice) => showSettings(c, notice) });
  })
  .post('/confirm', portalForm(defaultForm), async (c) => {
    const { method: methodId } = c.req.valid('form');
    const visit = c.get('portal');
    const by = visit.personEmail === null ? 'staff' : 'customer';
    const confirmed = await confirmMethod(c.get('ctx'), { who: visit, methodId, by });
    return confirmed.kind === 'done'
      ? done(c, SETTINGS, 'method_confirmed')
      : respondUndone(c, confirmed, { page: (notice) => showSettings(c, notice) });
  })
  .post('/move', portalForm(moveForm), async (c) => {
    const { method, to } = c.req.valid('form');
    const moved = await moveMethod(c.get('ctx'), { who: c.get('portal'), methodId: method, to });
    return moved.kind === 'done' ? done(c, SETTINGS, 'order_changed') : respondUndone(c, moved);
  })
  // Stripe's page returns here: the outcome is retrieved, since webhooks may be late.
  .get('/return/:setup', portalPath(setupPath), async (c) => {
    const { setup: setupId } = c.req.valid('param');
    const returned = await returnFromSetup(c.get('ctx'), { who: c.get('portal'), setupId });
    if (returned.kind !== 'done') {
      return respondUndone(c, returned, { page: () => done(c, SETTINGS, 'method_unknown') });
    }
    const { state } = returned.value;
    return state === 'succeeded' ? afterAdding(c, WORD_OF[state]) : done(c, SETTINGS, WORD_OF[state]);
  })
  .route('/open-invoices', openInvoiceRoutes)
  .route('/bank', bankAccountRoutes)
  .route('/verify', verifyRoutes)
  .route('/remove', removeRoutes);

const WORD_OF = {
  asked: 'method_unknown',
  unknown: 'method_unknown',
  open: 'method_not_added',
  verifying: 'method_pending',
  succeeded: 'method_added',
  failed: 'method_not_added',
  expired: 'method_not_added',
} as const;
