import { Hono } from 'hono';
import { z } from 'zod';
import { parseId } from '../../domain/ids.ts';
import type { Delivery } from '../../domain/mail/delivery.ts';
import { showableAgain } from '../../domain/methods/bank-account.ts';
import { textProblem, tidyText } from '../../domain/text.ts';
import { newId } from '../../operations/core/context.ts';
import type { Visit } from '../../operations/facts/visit.ts';
import { addBankAccount } from '../../operations/methods/add-bank-account.ts';
import { beginSetup } from '../../operations/methods/begin-setup.ts';
import { listMethodLinks, type MethodLink } from '../../operations/portal/list-method-links.ts';
import { mailMethodLink } from '../../operations/portal/mail-method-link.ts';
import { readVisitForStaff } from '../../operations/portal/visit.ts';
import { type AddMethodView, addMethodPage } from '../../views/dashboard/customers/method.tsx';
import type { Tone } from '../../views/dashboard/parts/tag.tsx';
import { CLIENT_WORDS as words } from '../../views/dashboard/words/customer-client.ts';
import { INVOICE_WORDS } from '../../views/dashboard/words/invoice.ts';
import { type Speaker, speakerFor } from '../../views/format.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import { NO_PROBLEMS } from '../../views/portal/bank-account-view.ts';
import { settingsWriter } from '../../views/portal/settings-writer.ts';
import { bankDebitTerms, bankDebitTermsFor } from '../../views/portal/terms.ts';
import { proofOf } from '../portal/consent.ts';
import { NO_ACCOUNT, typedAccount } from '../portal/schemas/bank-account.ts';
import { portalNotice } from '../portal/undone.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardForm, dashboardPath, dashboardQuery, idOf, text } from './forms.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from './respond.ts';

const path = z.object({ customer: idOf('cus') });
/** A form that lost its id is another set-up. */
const setup = text().transform((typed) => parseId('set', typed));
/** The invoice whose page it was opened from; null where there is none. */
const invoice = text().transform((typed) => parseId('inv', typed));
const stripeForm = z.object({ setup, invoice, kind: z.enum(['card', 'bank']) });
const bankForm = typedAccount.extend({ setup, invoice, terms: text(), authority: text(), kept: text() });
const linkForm = z.object({ link: text().transform((typed) => parseId('sgn', typed)), invoice, to: text() });

type Typed = Omit<z.output<typeof bankForm>, 'setup' | 'terms' | 'invoice'>;
type Again = Partial<Pick<AddMethodView, 'problems' | 'keptProblem' | 'problem'>> & {
  readonly link?: { readonly to: string; readonly problem: string | null };
};
/** What is shown of a page that is opened, or that could not be done. */
type Page = { readonly typed: Typed; readonly status: Status; readonly again?: Again };
type Status = 200 | 409 | 422 | 503;

const EMPTY: Typed = { ...NO_ACCOUNT, authority: 'signed', kept: '' };
const AUTHORITIES = ['signed', 'phone', 'email'] as const;

const client = (c: DashboardContext, customerId: string) => within(c, `/customers/${customerId}`);

/** Where it was opened from: an invoice's page, or the client's. */
const backTo = (c: DashboardContext, { customerId }: Visit, invoiceId: string | null) =>
  invoiceId === null ? client(c, customerId) : within(c, `/invoices/${invoiceId}`);

async function show(
  c: DashboardContext,
  visit: Visit,
  invoiceId: string | null,
  { typed, status, again = {} }: Page,
) {
  const ctx = c.get('ctx');
  const { scope, timeZone } = c.get('staff');
  const listed = await listMethodLinks(ctx, { scope, customerId: visit.customerId });
  if (listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { addresses, sent } = listed.value;
  const writer = settingsWriter(await speechFor('en'), visit.merchant.timeZone);
  const terms = bankDebitTerms(writer, visit.merchant);
  const { authority, kept, ...account } = typed;
  const proof = await proofOf(terms);
  return respondDashboard(
    c,
    status,
    (context) =>
      addMethodPage(
        {
          client: client(c, visit.customerId),
          name: visit.customer.name,
          back: backTo(c, visit, invoiceId),
          invoice: invoiceId ?? '',
          portalUrl: ctx.links.page('/portal/settings'),
          link: {
            addresses,
            to: again.link?.to ?? addresses[0] ?? '',
            problem: again.link?.problem ?? null,
            sent: sent.map((link) => sentView(link, speakerFor(context.speech), timeZone, ctx.now())),
          },
          form: { ...showableAgain(account), authority, kept },
          problems: again.problems ?? NO_PROBLEMS,
          keptProblem: again.keptProblem ?? null,
          problem: again.problem ?? null,
          terms: { text: terms.text, proof },
          setups: { stripe: newId(ctx, 'set'), bank: newId(ctx, 'set'), link: newId(ctx, 'sgn') },
        },
        context,
      ),
    { formTargets: c.get('checkoutOrigins') },
  );
}

const TONES: Readonly<Record<Delivery, Tone>> = {
  waiting: 'wait',
  delayed: 'wait',
  unknown: 'wait',
  taken: null,
  superseded: null,
  delivered: 'good',
  refused: 'bad',
  bounced: 'bad',
  complained: 'bad',
};

function sentView({ to, askedBy, ...link }: MethodLink, speaker: Speaker, timeZone: string, now: number) {
  const at = (ms: number) => speaker.instant(ms, timeZone);
  const by = words.sentBy(askedBy, at(link.sentAt));
  if (link.usedAt !== null) return { to, by, state: words.usedAt(at(link.usedAt)), tone: 'good' as const };
  const isOver = now >= link.expiresAt && link.delivery !== 'superseded' && TONES[link.delivery] !== 'bad';
  const said = isOver ? words.linkOver : INVOICE_WORDS.deliveries[link.delivery];
  return {
    to,
    by,
    state: link.words === null ? said : `${said}: ${link.words}`,
    tone: isOver ? null : TONES[link.delivery],
  };
}

async function sendLink(c: DashboardContext, visit: Visit, form: z.output<typeof linkForm>) {
  const ctx = c.get('ctx');
  const { scope, address: by } = c.get('staff');
  const { invoice: invoiceId, to } = form;
  const signInId = form.link ?? newId(ctx, 'sgn');
  const { customerId } = visit;
  const ask = { customerId, invoiceId, signInId, commandId: `staff/method_link/${signInId}`, to, by };
  const sent = await mailMethodLink(ctx, { scope, ...ask });
  if (sent.kind === 'done') return done(c, backTo(c, visit, invoiceId), 'method_link_sent');
  return respondUndone(c, sent, ({ status, text: problem }) =>
    show(c, visit, invoiceId, { typed: EMPTY, status, again: { link: { to, problem } } }),
  );
}

async function addBank(c: DashboardContext, visit: Visit, form: z.output<typeof bankForm>) {
  const { setup: setupId, terms: proof, invoice: invoiceId, ...typed } = form;
  const again = (status: Status, why: Again) => show(c, visit, invoiceId, { typed, status, again: why });
  const ctx = c.get('ctx');
  const kept = tidyText(typed.kept);
  if (kept === '' || kept.length > 200 || textProblem(kept, { lineBreaks: false }) !== null) {
    return again(422, { keptProblem: words.keptMissing, problem: words.notAdded });
  }
  const writer = settingsWriter(await speechFor('en'), visit.merchant.timeZone);
  if (proof !== (await proofOf(bankDebitTerms(writer, visit.merchant)))) {
    return again(409, { problem: words.notAdded });
  }
  const { address } = c.get('staff');
  const { ip, userAgent } = c.get('from');
  const how = AUTHORITIES.find((each) => each === typed.authority) ?? 'signed';
  const permitted = bankDebitTermsFor(writer, visit.merchant, typed);
  const added = await addBankAccount(ctx, {
    who: visit,
    setupId: setupId ?? newId(ctx, 'set'),
    typed,
    agreed: {
      ...permitted,
      text: `${permitted.text}\n${words.recorded(words.authorities[how], kept, address)}`,
      by: visit.customer.name,
      ipAddress: ip ?? '0.0.0.0',
      userAgent: userAgent ?? 'unknown',
    },
  });
  if (added.kind === 'done') {
    return done(
      c,
      backTo(c, visit, invoiceId),
      added.value.state === 'added' ? 'method_added' : 'method_pending',
    );
  }
  const isAccount =
    added.kind === 'refused' && ['account_invalid', 'account_refused'].includes(added.rejection.code);
  const notice = isAccount ? portalNotice(added) : null;
  if (notice?.on === 'account') {
    return again(422, { problems: notice.problems, problem: words.notAdded });
  }
  return respondUndone(c, added, ({ status, text: problem }) => again(status, { problem }));
}

/** A payment method added by staff for a client. */
export const methodRoutes = new Hono<DashboardEnv>()
  .get('/:customer/methods/new', dashboardPath(path), dashboardQuery(z.object({ invoice })), (c) =>
    withClient(c, c.req.valid('param').customer, (visit) =>
      show(c, visit, c.req.valid('query').invoice, { typed: EMPTY, status: 200 }),
    ),
  )
  .post('/:customer/methods/link', dashboardPath(path), dashboardForm(linkForm), (c) =>
    withClient(c, c.req.valid('param').customer, (visit) => sendLink(c, visit, c.req.valid('form'))),
  )
  .post('/:customer/methods/stripe', dashboardPath(path), dashboardForm(stripeForm), (c) =>
    withClient(c, c.req.valid('param').customer, async (visit) => {
      const { setup: setupId, invoice: invoiceId, kind } = c.req.valid('form');
      const ctx = c.get('ctx');
      const begun = await beginSetup(ctx, {
        who: visit,
        setupId: setupId ?? newId(ctx, 'set'),
        kind: kind === 'card' ? 'card' : 'bank_instant',
        locale: visit.locale,
        returnUrl: ctx.links.page(backTo(c, visit, invoiceId)),
      });
      if (begun.kind === 'done') {
        c.header('Cache-Control', 'private, no-store');
        return c.redirect(begun.value.url, 303);
      }
      return respondUndone(c, begun, ({ status, text: problem }) =>
        show(c, visit, invoiceId, { typed: EMPTY, status, again: { problem } }),
      );
    }),
  )
  .post('/:customer/methods/bank', dashboardPath(path), dashboardForm(bankForm), (c) =>
    withClient(c, c.req.valid('param').customer, (visit) => addBank(c, visit, c.req.valid('form'))),
  );

/** Goes on with a customer of the business, as their portal sees them. */
export async function withClient(
  c: DashboardContext,
  customerId: string,
  goOn: (visit: Visit) => Response | Promise<Response>,
): Promise<Response> {
  const found = await readVisitForStaff(c.get('ctx'), { scope: c.get('staff').scope, customerId });
  return found.kind === 'done' ? goOn(found.value) : respondBare(c, 404, 'not_found');
}
