import { Hono } from 'hono';
import { z } from 'zod';
import type { InvoiceView } from '../../../domain/invoice/view.ts';
import type { Outcome } from '../../../domain/outcome.ts';
import { previewDraft } from '../../../operations/invoices/preview-draft.ts';
import { readDraft } from '../../../operations/invoices/read-draft.ts';
import { COMPOSE_WORDS as words } from '../../../views/dashboard/words/compose.ts';
import { hostedInvoicePage } from '../../../views/hosted-invoice.ts';
import { speechFor } from '../../../views/i18n/speech.ts';
import { freshNonce, PRIVATE_HEADERS } from '../../pay/respond.ts';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardPath, idOf } from '../forms.ts';
import { framed } from '../framed.ts';
import { INVOICE } from '../invoice/paths.ts';
import { typedOf } from '../profile/changes.ts';
import { anyForm } from '../profile/sections.ts';
import { respondBare } from '../respond.ts';
import { draftOfForm, pressed } from './form.ts';
import { readForm } from './show.ts';

const path = z.object({ invoice: idOf('inv'), what: z.enum(['page', 'mail', 'pdf']) });
type Path = z.output<typeof path>;

/** What the draft's customer would see, by the views that the real thing is drawn with; of what was typed, where that was sent. */
async function preview(
  c: DashboardContext,
  { invoice: invoiceId, what }: Path,
  form: Record<string, unknown> | null,
) {
  const ctx = c.get('ctx');
  const read = await readDraft(ctx, { scope: c.get('staff').scope, invoiceId });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { draft, page } = read.value;
  const found = form === null ? null : readForm(c, read.value, pressed(typedOf(form)).typed);
  if (found?.kind === 'wrong') return notYet(c);
  const drawn: Outcome<InvoiceView> = await previewDraft(ctx, {
    page,
    draft: found === null ? draft : draftOfForm(draft, found.draft),
  });
  if (drawn.kind !== 'done') return notYet(c);
  return answer(c, what, { ...drawn.value, number: words.sampleNumber });
}

/** Drawn in the frame, in place of what can't be. */
function notYet(c: DashboardContext): Response {
  const html = `<!doctype html><html lang="en"><title>${words.preview}</title><p>${words.notYet}</p></html>`;
  return c.body(html, 422, framed('', null));
}

async function answer(c: DashboardContext, what: Path['what'], view: InvoiceView): Promise<Response> {
  const ctx = c.get('ctx');
  const images = view.merchant.logoUrl;
  switch (what) {
    case 'page': {
      const nonce = freshNonce();
      const html = hostedInvoicePage(view, { speech: await speechFor(view.locale), nonce });
      return c.body(html, 200, framed(nonce, images));
    }
    case 'mail': {
      const page = ctx.links.page('/');
      const setting = {
        at: ctx.now(),
        timeZone: c.get('staff').timeZone,
        covers: [],
        links: { pause: page, settings: page },
      };
      return c.body(await c.get('documents').mail(view, setting), 200, framed('', images));
    }
    case 'pdf': {
      const pdf = await c.get('documents').pdf(view, null);
      return c.body(Uint8Array.from(pdf), 200, {
        ...PRIVATE_HEADERS,
        'Content-Type': 'application/pdf',
        'Content-Disposition': 'inline; filename="draft.pdf"',
      });
    }
    default:
      return what satisfies never;
  }
}

const PREVIEW = `${INVOICE}/preview/:what` as const;

export const previews = new Hono<DashboardEnv>()
  .get(PREVIEW, dashboardPath(path), (c) => preview(c, c.req.valid('param'), null))
  .post(PREVIEW, dashboardPath(path), anyForm, (c) => preview(c, c.req.valid('param'), c.req.valid('form')));
