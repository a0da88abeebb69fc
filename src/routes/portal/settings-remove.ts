import { Hono } from 'hono';
import type { Id } from '../../domain/ids.ts';
import { previewRemoval, removeMethod } from '../../operations/methods/remove-method.ts';
import { removeMethodPage } from '../../views/portal/remove-method.tsx';
import type { PortalContext, PortalEnv } from './env.ts';
import { done, respondPortal, respondUndone } from './respond.ts';
import { methodPath, removeForm } from './schemas/settings.ts';
import type { PageNotice } from './undone.ts';
import { portalForm, portalPath } from './validate.ts';

const SETTINGS = '/portal/settings';

/** Removing a method, after a confirmation page. */
export const removeRoutes = new Hono<PortalEnv>()
  .get('/:method', portalPath(methodPath), (c) => show(c, c.req.valid('param').method, null))
  .post('/:method', portalPath(methodPath), portalForm(removeForm), async (c) => {
    const methodId = c.req.valid('param').method;
    const { confirmed } = c.req.valid('form');
    const removed = await removeMethod(c.get('ctx'), { who: c.get('portal'), methodId, confirmed });
    if (removed.kind === 'done') return done(c, SETTINGS, 'method_removed');
    return respondUndone(c, removed, {
      // It is not charged any more, and its removal is retried.
      page: (notice) =>
        notice.status === 503 || notice.sentence === 'stripe_refuses'
          ? done(c, SETTINGS, 'method_removing')
          : show(c, methodId, notice),
      confirmation: () => show(c, methodId, null),
    });
  });

async function show(c: PortalContext, methodId: Id<'pm'>, notice: PageNotice | null): Promise<Response> {
  const looked = await previewRemoval(c.get('ctx'), { who: c.get('portal'), methodId });
  if (looked.kind !== 'done') return respondUndone(c, looked);
  const view = { ...looked.value, refused: notice?.sentence ?? null };
  return respondPortal(c, notice?.status ?? 200, (context) => removeMethodPage(view, context));
}
