import type { Id } from '../../domain/ids.ts';
import { newId } from '../../operations/core/context.ts';
import { beginSetup } from '../../operations/methods/begin-setup.ts';
import { readSettings } from '../../operations/portal/read-settings.ts';
import { settingsPage } from '../../views/portal/settings.tsx';
import type { PortalContext } from './env.ts';
import { respondMissing, respondPortal, respondUndone } from './respond.ts';
import type { PageNotice } from './undone.ts';
import type { Refused } from './validate.ts';

/** Redirects to Stripe's page for a card, or for an instantly verified bank account. */
export async function toStripe(
  c: PortalContext,
  setupId: Id<'set'>,
  kind: 'card' | 'bank_instant',
  replaces: Id<'pm'> | null = null,
): Promise<Response> {
  const visit = c.get('portal');
  const begun = await beginSetup(c.get('ctx'), {
    who: visit,
    setupId,
    kind,
    locale: visit.locale,
    replaces,
  });
  if (begun.kind !== 'done') return respondUndone(c, begun, { page: (notice) => showSettings(c, notice) });
  c.header('Cache-Control', 'private, no-store');
  return c.redirect(begun.value.url, 303);
}

/** A form without a set-up's id is outdated; any other bad field means that what it names does not exist. */
export const refuseSetup = (c: PortalContext, { fields }: Refused): Response | Promise<Response> =>
  fields.has('setup') ? showSettings(c, FORM_USED) : respondMissing(c);

const FORM_USED: PageNotice = { on: 'page', status: 422, sentence: 'form_used' };

/** Shows the page with current data, and why something was not done. */
export async function showSettings(c: PortalContext, notice: PageNotice | null): Promise<Response> {
  const ctx = c.get('ctx');
  const settings = await readSettings(ctx, c.get('portal'));
  const view = { ...settings.value, setupId: newId(ctx, 'set'), refused: notice?.sentence ?? null };
  return respondPortal(c, notice?.status ?? 200, (context) => settingsPage(view, context), {
    leadsToStripe: true,
  });
}
