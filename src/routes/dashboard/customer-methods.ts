import { Hono } from 'hono';
import { z } from 'zod';
import { parseId } from '../../domain/ids.ts';
import { showableAgain } from '../../domain/methods/bank-account.ts';
import { textProblem, tidyText } from '../../domain/text.ts';
import { newId } from '../../operations/core/context.ts';
import type { Visit } from '../../operations/facts/visit.ts';
import { addBankAccount } from '../../operations/methods/add-bank-account.ts';
import { beginSetup } from '../../operations/methods/begin-setup.ts';
import { readVisitForStaff } from '../../operations/portal/visit.ts';
import { type AddMethodView, addMethodPage } from '../../views/dashboard/customers/method.tsx';
import { CLIENT_WORDS as words } from '../../views/dashboard/words/customer-client.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import { NO_PROBLEMS } from '../../views/portal/bank-account-view.ts';
import { settingsWriter } from '../../views/portal/settings-writer.ts';
import { bankDebitTerms, bankDebitTermsFor } from '../../views/portal/terms.ts';
import { proofOf } from '../portal/consent.ts';
import { NO_ACCOUNT, typedAccount } from '../portal/schemas/bank-account.ts';
import { portalNotice } from '../portal/undone.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardForm, dashboardPath, idOf, text } from './forms.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from './respond.ts';

const path = z.object({ customer: idOf('cus') });
/** A form that lost its id is another set-up. */
const setup = text().transform((typed) => parseId('set', typed));
const stripeForm = z.object({ setup, kind: z.enum(['card', 'bank']) });
const bankForm = typedAccount.extend({ setup, terms: text(), authority: text(), kept: text() });

type Typed = Omit<z.output<typeof bankForm>, 'setup' | 'terms'>;
type Again = Partial<Pick<AddMethodView, 'problems' | 'keptProblem' | 'problem'>>;
type Status = 200 | 409 | 422 | 503;

const EMPTY: Typed = { ...NO_ACCOUNT, authority: 'signed', kept: '' };
const AUTHORITIES = ['signed', 'phone', 'email'] as const;

const client = (c: DashboardContext, customerId: string) => within(c, `/customers/${customerId}`);

async function show(c: DashboardContext, visit: Visit, typed: Typed, status: Status, again: Again = {}) {
  const ctx = c.get('ctx');
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
          portalUrl: ctx.links.page('/portal/settings'),
          email: visit.customer.email,
          form: { ...showableAgain(account), authority, kept },
          problems: again.problems ?? NO_PROBLEMS,
          keptProblem: again.keptProblem ?? null,
          problem: again.problem ?? null,
          terms: { text: terms.text, proof },
          setups: { stripe: newId(ctx, 'set'), bank: newId(ctx, 'set') },
        },
        context,
      ),
    { formTargets: c.get('checkoutOrigins') },
  );
}

async function addBank(c: DashboardContext, visit: Visit, form: z.output<typeof bankForm>) {
  const { setup: setupId, terms: proof, ...typed } = form;
  const ctx = c.get('ctx');
  const kept = tidyText(typed.kept);
  if (kept === '' || kept.length > 200 || textProblem(kept, { lineBreaks: false }) !== null) {
    return show(c, visit, typed, 422, { keptProblem: words.keptMissing, problem: words.notAdded });
  }
  const writer = settingsWriter(await speechFor('en'), visit.merchant.timeZone);
  if (proof !== (await proofOf(bankDebitTerms(writer, visit.merchant)))) {
    return show(c, visit, typed, 409, { problem: words.notAdded });
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
      client(c, visit.customerId),
      added.value.state === 'added' ? 'method_added' : 'method_pending',
    );
  }
  const isAccount =
    added.kind === 'refused' && ['account_invalid', 'account_refused'].includes(added.rejection.code);
  const notice = isAccount ? portalNotice(added) : null;
  if (notice?.on === 'account') {
    return show(c, visit, typed, 422, { problems: notice.problems, problem: words.notAdded });
  }
  return respondUndone(c, added, ({ status, text: problem }) => show(c, visit, typed, status, { problem }));
}

/** A payment method added by staff for a client. */
export const methodRoutes = new Hono<DashboardEnv>()
  .get('/:customer/methods/new', dashboardPath(path), (c) =>
    withClient(c, c.req.valid('param').customer, (visit) => show(c, visit, EMPTY, 200)),
  )
  .post('/:customer/methods/stripe', dashboardPath(path), dashboardForm(stripeForm), (c) =>
    withClient(c, c.req.valid('param').customer, async (visit) => {
      const { setup: setupId, kind } = c.req.valid('form');
      const ctx = c.get('ctx');
      const begun = await beginSetup(ctx, {
        who: visit,
        setupId: setupId ?? newId(ctx, 'set'),
        kind: kind === 'card' ? 'card' : 'bank_instant',
        locale: visit.locale,
        returnUrl: ctx.links.page(client(c, visit.customerId)),
      });
      if (begun.kind === 'done') {
        c.header('Cache-Control', 'private, no-store');
        return c.redirect(begun.value.url, 303);
      }
      return respondUndone(c, begun, ({ status, text: problem }) =>
        show(c, visit, EMPTY, status, { problem }),
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
