import type { Id } from '../../domain/ids.ts';
import { newId } from '../../operations/core/context.ts';
import { beginSetup } from '../../operations/methods/begin-setup.ts';
import { readSettings } from '../../operations/portal/read-settings.ts';
import { type SettingsView, settingsPage } from '../../views/portal/settings.ts';
import type { PortalContext } from './env.ts';
import { respondMissing, respondPortal } from './respond.ts';
import type { Refused } from './validate.ts';

/** Leads to Stripe's page for a card, or for a bank account that is verified at once. */
export async function toStripe(
  c: PortalContext,
  setupId: Id<'set'>,
  kind: 'card' | 'bank_instant',
  replaces: Id<'pm'> | null = null,
): Promise<Response> {
  const visit = c.get('portal');
  const begun = await beginSetup(c.get('ctx'), visit, { setupId, kind, locale: visit.locale, replaces });
  switch (begun.kind) {
    case 'checkout':
      c.header('Cache-Control', 'private, no-store');
      return c.redirect(begun.url, 303);
    case 'over':
      return showSettings(c, 'form_used');
    case 'refused':
      return begun.reason === 'not_found' ? respondMissing(c) : showSettings(c, begun.reason);
  }
}

/** A form without the name of a set-up is none of ours any more; what else it names is not there. */
export const refuseSetup = (c: PortalContext, { fields }: Refused): Response | Promise<Response> =>
  fields.has('setup') ? showSettings(c, 'form_used') : respondMissing(c);

/** The page as things stand, told of why something was not done. */
export async function showSettings(c: PortalContext, refused: SettingsView['refused']): Promise<Response> {
  const ctx = c.get('ctx');
  const settings = await readSettings(ctx, c.get('portal'));
  const view = { ...settings, setupId: newId(ctx, 'set'), refused };
  const status = refused === null ? 200 : refused === 'stripe_unavailable' ? 503 : 422;
  return respondPortal(c, status, (context) => settingsPage(view, context), { leadsToStripe: true });
}
