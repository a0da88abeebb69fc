import { Hono } from 'hono';
import { moveMethod } from '../../operations/methods/move-method.ts';
import { setDefaultMethod } from '../../operations/methods/set-default.ts';
import { syncSetup } from '../../operations/methods/sync-setup.ts';
import { findOwnSetup } from '../../operations/portal/read-verification.ts';
import type { PortalEnv } from './env.ts';
import { done, respondMissing } from './respond.ts';
import { defaultForm, moveForm, replaceForm, setupForm, setupPath } from './schemas/settings.ts';
import { bankAccountRoutes } from './settings-bank.ts';
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
    const set = await setDefaultMethod(c.get('ctx'), c.get('portal'), c.req.valid('form').method);
    if (set === 'not_found') return respondMissing(c);
    return set === 'done' ? done(c, SETTINGS, 'default_set') : showSettings(c, 'not_usable');
  })
  .post('/move', portalForm(moveForm), async (c) => {
    const { method, to } = c.req.valid('form');
    const moved = await moveMethod(c.get('ctx'), c.get('portal'), { methodId: method, to });
    return moved === 'not_found' ? respondMissing(c) : done(c, SETTINGS, 'order_changed');
  })
  // Where Stripe's page leads back to: what became of it is asked for, since webhooks may be late.
  .get('/return/:setup', portalPath(setupPath), async (c) => {
    const ctx = c.get('ctx');
    const own = await findOwnSetup(ctx, c.get('portal'), c.req.valid('param').setup);
    if (own === null) return respondMissing(c);
    const { state, known } = await syncSetup(ctx, own.id);
    if (!known) return done(c, SETTINGS, 'method_unknown');
    return done(c, SETTINGS, WORD_OF[state]);
  })
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
