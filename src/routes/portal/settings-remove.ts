import { Hono } from 'hono';
import type { Id } from '../../domain/ids.ts';
import { lookAtRemoval, removeMethod } from '../../operations/methods/remove-method.ts';
import { type RemoveView, removeMethodPage } from '../../views/portal/remove-method.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { done, respondMissing, respondPortal } from './respond.ts';
import { methodPath, removeForm } from './schemas/settings.ts';
import { portalForm, portalPath } from './validate.ts';

const SETTINGS = '/portal/settings';

/** Removing a method: asked about first. */
export const removeRoutes = new Hono<PortalEnv>()
  .get('/:method', portalPath(methodPath), (c) => show(c, c.req.valid('param').method, null))
  .post('/:method', portalPath(methodPath), portalForm(removeForm), async (c) => {
    const methodId = c.req.valid('param').method;
    const { confirmed } = c.req.valid('form');
    const removed = await removeMethod(c.get('ctx'), c.get('portal'), { methodId, confirmed });
    switch (removed.kind) {
      case 'removed':
        return done(c, SETTINGS, 'method_removed');
      case 'stripe_unavailable':
        return done(c, SETTINGS, 'method_removing');
      case 'in_use':
        return show(c, methodId, 'in_use');
      case 'last_of_autopay':
        return show(c, methodId, null);
      case 'not_found':
        return respondMissing(c);
    }
  });

async function show(c: PortalContext, methodId: Id<'pm'>, refused: RemoveView['refused']): Promise<Response> {
  const looked = await lookAtRemoval(c.get('ctx'), c.get('portal'), methodId);
  if (looked === null) return respondMissing(c);
  const view = { ...looked, refused };
  return respondPortal(c, refused === null ? 200 : 409, (context) => removeMethodPage(view, context));
}
