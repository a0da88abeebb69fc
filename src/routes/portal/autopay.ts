import { Hono } from 'hono';
import type { Cap } from '../../domain/collection/caps.ts';
import { parseCurrency } from '../../domain/currency.ts';
import { readTypedAmount } from '../../domain/typed-amount.ts';
import { optIn } from '../../operations/autopay/opt-in.ts';
import { optOut } from '../../operations/autopay/opt-out.ts';
import { pauseOwnInvoice, resumeOwnInvoice } from '../../operations/autopay/own-invoice.ts';
import { readAgreements, readAutopay } from '../../operations/autopay/read-autopay.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import { agreementsPage } from '../../views/portal/agreements.tsx';
import { autopayPage } from '../../views/portal/autopay.tsx';
import type { AutopayView } from '../../views/portal/autopay-view.ts';
import { settingsWriter } from '../../views/portal/settings-writer.ts';
import { autopayTerms, autopayTermsWith } from '../../views/portal/terms.ts';
import { autopayViewOf } from './autopay-view.ts';
import { agreedBy, proofOf } from './consent.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { done, respondPortal, respondUndone } from './respond.ts';
import {
  type AutopayForm,
  autopayForm,
  capField,
  invoiceForm,
  type TypedChoices,
} from './schemas/autopay.ts';
import { portalForm } from './validate.ts';

const AUTOPAY = '/portal/autopay';

/** Autopay: its terms, what is charged next, and how to pause or stop it. */
export const autopayRoutes = new Hono<PortalEnv>()
  .get('/', (c) => show(c, null, null))
  .get('/agreements', async (c) => {
    const kept = await readAgreements(c.get('ctx'), c.get('portal'));
    return respondPortal(c, 200, (context) => agreementsPage(kept.value, context));
  })
  .post('/', portalForm(autopayForm), (c) => turnOn(c, c.req.valid('form')))
  .post('/off', async (c) => {
    const off = await optOut(c.get('ctx'), c.get('portal'));
    if (off.kind === 'done') {
      return done(c, AUTOPAY, off.value === 'stopped' ? 'autopay_off' : 'autopay_off_under_way');
    }
    // Stripe did not answer, but autopay is off: nothing new begins.
    return respondUndone(c, off, { page: () => done(c, AUTOPAY, 'autopay_off_unknown') });
  })
  .post('/pause', portalForm(invoiceForm), async (c) => {
    const { invoice: invoiceId } = c.req.valid('form');
    const paused = await pauseOwnInvoice(c.get('ctx'), { who: c.get('portal'), invoiceId });
    if (paused.kind === 'done') {
      return done(c, AUTOPAY, paused.value === 'stopped' ? 'invoice_paused' : 'invoice_paused_under_way');
    }
    return respondUndone(c, paused, {
      page: () => done(c, AUTOPAY, 'invoice_paused_unknown'),
      invoice_closed: () => done(c, AUTOPAY, 'invoice_closed'),
    });
  })
  .post('/resume', portalForm(invoiceForm), async (c) => {
    const { invoice: invoiceId } = c.req.valid('form');
    const resumed = await resumeOwnInvoice(c.get('ctx'), { who: c.get('portal'), invoiceId });
    return resumed.kind === 'done'
      ? done(c, AUTOPAY, 'invoice_resumed')
      : respondUndone(c, resumed, {
          page: () => done(c, AUTOPAY, 'invoice_paused'),
          invoice_closed: () => done(c, AUTOPAY, 'invoice_closed'),
        });
  });

async function turnOn(c: PortalContext, form: AutopayForm): Promise<Response> {
  const visit = c.get('portal');
  const { when, typed } = form;
  const writer = settingsWriter(await speechFor(visit.locale), visit.merchant.timeZone);
  if (form.terms !== (await proofOf(autopayTerms(writer, visit.merchant)))) {
    return show(c, typed, 'terms_changed');
  }
  const standing = await readAutopay(c.get('ctx'), visit);
  const own = visit.merchant.defaultCurrency;
  const caps: Cap[] = [];
  for (const currency of standing.value.currencies) {
    const cap = readCap(typed[capField(currency, own)] ?? '', currency);
    if (cap === 'cap' || cap === 'cap_zero') return show(c, typed, cap, currency);
    if (cap !== null) caps.push(cap);
  }
  const method = standing.value.methods.find(({ id }) => id === form.methodId);
  if (method === undefined) return show(c, typed, 'no_method');
  const chosen = { when, caps, method: writer.card(method.card) } as const;
  const agreed = agreedBy(c, autopayTermsWith(writer, visit.merchant, chosen));
  const [cap = null, ...otherCaps] = caps;
  const terms = { when, cap, otherCaps, methodId: method.id };
  const on = await optIn(c.get('ctx'), { who: visit, terms, agreed });
  return on.kind === 'done'
    ? done(c, AUTOPAY, 'autopay_on')
    : respondUndone(c, on, {
        page: ({ sentence }) => show(c, typed, sentence === 'stopped_meanwhile' ? sentence : 'no_method'),
      });
}

/** The limit as it was typed, in minor units; null for none. */
function readCap(typed: string, code: string) {
  if (typed.trim() === '') return null;
  const currency = parseCurrency(code);
  const amount = currency === null ? null : readTypedAmount(typed, currency);
  if (amount === null || currency === null) return 'cap';
  return amount === 0 ? 'cap_zero' : { amount, currency: code };
}

async function show(
  c: PortalContext,
  typed: TypedChoices | null,
  problem: AutopayView['problem'],
  problemIn: string | null = null,
): Promise<Response> {
  const view = await autopayViewOf(c.get('ctx'), c.get('portal'), { typed, problem, problemIn });
  return respondPortal(c, problem === null ? 200 : 422, (context) => autopayPage(view, context));
}
