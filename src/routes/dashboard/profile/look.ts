import { Hono } from 'hono';
import { z } from 'zod';
import { newId } from '../../../operations/core/context.ts';
import { type Sample, sampleInvoice } from '../../../operations/merchants/sample-invoice.ts';
import { saveLogo } from '../../../operations/merchants/save-logo.ts';
import { updateProfile } from '../../../operations/merchants/update-profile.ts';
import { SECTION_FIELDS, type Values } from '../../../views/dashboard/profile/fields.ts';
import { type LookView, lookPage } from '../../../views/dashboard/profile/look.tsx';
import { PROFILE_WORDS as words } from '../../../views/dashboard/words/profile.ts';
import { hostedInvoicePage } from '../../../views/hosted-invoice.ts';
import { speechFor } from '../../../views/i18n/speech.ts';
import { freshNonce, PRIVATE_HEADERS } from '../../pay/respond.ts';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardQuery, text } from '../forms.ts';
import { framed } from '../framed.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from '../respond.ts';
import { profileChange, touched, typedOf, typedValues } from './changes.ts';
import { logoUrlOf, readHouse } from './read.ts';
import { anyForm, byField, conflictLine, versionOf } from './sections.ts';
import { only, valuesOf } from './values.ts';

export const SAMPLES = ['page', 'mail', 'pdf'] as const;
const sampleQuery = z.object({ brandColor: text('#1f4b99'), footer: text() });
const NAMES = SECTION_FIELDS.look;
type Again = Partial<Pick<LookView, 'values' | 'problems' | 'conflict' | 'logoProblem'>>;

async function show(c: DashboardContext, status: 200 | 409 | 422 | 503, again: Again = {}) {
  const { resource, settings } = await readHouse(c);
  const now = only(NAMES, valuesOf(resource, settings));
  const values: Values = again.values ?? now;
  const logoUrl = logoUrlOf(c, resource);
  return respondDashboard(
    c,
    status,
    (context) =>
      lookPage(
        {
          base: within(c, '/profile'),
          version: resource.version,
          was: JSON.stringify(now),
          values,
          problems: again.problems ?? {},
          conflict: again.conflict ?? null,
          logoUrl,
          logoProblem: again.logoProblem ?? null,
          previewed: new URLSearchParams(Object.entries(values)).toString(),
          said: context.said,
        },
        context,
      ),
    { images: logoUrl, hasPreview: true },
  );
}

export const look = new Hono<DashboardEnv>()
  .get('/look', (c) => show(c, 200))
  .post('/look', anyForm, async (c) => {
    const [ctx, { scope }] = [c.get('ctx'), c.get('staff')];
    const typed = typedOf(c.req.valid('form'));
    const values = typedValues(NAMES, typed);
    const { resource, settings } = await readHouse(c);
    const changed = touched(NAMES, values, only(NAMES, valuesOf(resource, settings)));
    const change = profileChange(changed, values, resource.profile);
    const ask = { scope, basedOn: versionOf(typed), change, commandId: newId(ctx, 'req') };
    const updated = await updateProfile(ctx, ask);
    if (updated.kind === 'done') return done(c, within(c, '/profile/look'), 'profile_saved');
    if (updated.kind === 'refused' && updated.rejection.code === 'profile_changed') {
      const { version, fields } = updated.rejection;
      const conflict = { text: words.conflict(version), fields: fields.map(conflictLine) };
      return show(c, 409, { values, conflict });
    }
    return respondUndone(c, updated, ({ status }) =>
      show(c, status, { values, problems: byField(updated).problems }),
    );
  })
  .post('/look/preview', anyForm, (c) => {
    const typed = typedOf(c.req.valid('form'));
    return show(c, 200, { values: typedValues(NAMES, typed) });
  })
  .post('/look/logo', anyForm, async (c) => {
    const [ctx, { scope }] = [c.get('ctx'), c.get('staff')];
    const { logo } = c.req.valid('form');
    if (!(logo instanceof File) || logo.size === 0) return show(c, 422, { logoProblem: words.logoMissing });
    const file = new Uint8Array(await logo.arrayBuffer());
    const saved = await saveLogo(ctx, { scope, basedOn: null, file, commandId: newId(ctx, 'req') });
    return saved.kind === 'done'
      ? done(c, within(c, '/profile/look'), 'logo_saved')
      : respondUndone(c, saved, ({ status, text: logoProblem }) => show(c, status, { logoProblem }));
  })
  .post('/look/logo/remove', anyForm, async (c) => {
    const [ctx, { scope }] = [c.get('ctx'), c.get('staff')];
    const change = { logo: null, logoUrl: null };
    const removed = await updateProfile(ctx, { scope, basedOn: null, change, commandId: newId(ctx, 'req') });
    return removed.kind === 'done'
      ? done(c, within(c, '/profile/look'), 'logo_removed')
      : respondUndone(c, removed, ({ status }) => show(c, status));
  });

for (const what of SAMPLES) {
  look.get(`/look/sample/${what}`, dashboardQuery(sampleQuery), async (c) => {
    const asked = c.req.valid('query');
    const sample = await sampleInvoice(c.get('ctx'), { scope: c.get('staff').scope, look: asked });
    return sample.kind === 'done' ? drawn(c, what, sample.value) : respondBare(c, 404, 'not_found');
  });
}

async function drawn(c: DashboardContext, what: (typeof SAMPLES)[number], { view, setting }: Sample) {
  const images = view.merchant.logoUrl;
  switch (what) {
    case 'page': {
      const nonce = freshNonce();
      const html = hostedInvoicePage(view, { speech: await speechFor(view.locale), nonce });
      return c.body(html, 200, framed(nonce, images));
    }
    case 'mail': {
      const html = await c.get('documents').mail(view, setting);
      return c.body(html, 200, framed('', images));
    }
    case 'pdf': {
      const pdf = await c.get('documents').pdf(view, null);
      return c.body(Uint8Array.from(pdf), 200, {
        ...PRIVATE_HEADERS,
        'Content-Type': 'application/pdf',
        'Content-Disposition': 'inline; filename="sample.pdf"',
      });
    }
    default:
      return what satisfies never;
  }
}
