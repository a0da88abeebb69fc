import { Hono } from 'hono';
import { parseId } from '../../domain/ids.ts';
import { type AccountProblem, showableAgain } from '../../domain/methods/bank-account.ts';
import { newId } from '../../operations/core/context.ts';
import { type AddedAccount, addBankAccount } from '../../operations/methods/add-bank-account.ts';
import { type BankProblems, bankAccountPage, NO_PROBLEMS } from '../../views/portal/bank-account.ts';
import { settingsWriter } from '../../views/portal/settings-writer.ts';
import { bankDebitTerms, bankDebitTermsFor } from '../../views/portal/terms.ts';
import { agreedBy, proofOf } from './consent.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { done, respondMissing, respondPortal } from './respond.ts';
import { toStripe } from './settings-page.ts';

/** Adding a US bank account: by its number and test deposits, or at once on Stripe's page. */
export const bankAccountRoutes = new Hono<PortalEnv>()
  .get('/', (c) => show(c, NO_PROBLEMS))
  .post('/instant', (c) => toStripe(c, 'bank_instant'))
  .post('/', async (c) => {
    const form = c.get('form');
    const setupId = parseId('set', form.get('setup') ?? '');
    if (setupId === null) return show(c, { ...NO_PROBLEMS, refused: 'form_used' });
    const terms = termsOf(c);
    if (form.get('terms') !== (await proofOf(terms))) {
      return show(c, { ...NO_PROBLEMS, refused: 'terms_changed' });
    }
    const typed = typedOf(form);
    const agreed = agreedBy(c, bankDebitTermsFor(writerOf(c), c.get('portal').merchant, typed));
    const added = await addBankAccount(c.get('ctx'), c.get('portal'), { setupId, typed, agreed });
    return answer(c, added);
  });

function answer(c: PortalContext, added: AddedAccount): Response | Promise<Response> {
  switch (added.kind) {
    case 'verifying':
      return done(c, '/portal/settings', 'method_pending');
    case 'added':
      return done(c, '/portal/settings', 'method_added');
    case 'invalid':
      return show(c, { ...NO_PROBLEMS, fields: byField(added.problems) });
    case 'account_refused':
      return show(c, refusedAccount(added.code));
    case 'refused':
      return added.reason === 'not_found'
        ? respondMissing(c)
        : show(c, { ...NO_PROBLEMS, refused: added.reason });
  }
}

/** The first problem of each field. */
const byField = (problems: readonly AccountProblem[]): BankProblems['fields'] =>
  Object.fromEntries(problems.toReversed().map(({ field, problem }) => [field, problem]));

/** Stripe's refusal of an account, at the field it is about or for the account as a whole. */
function refusedAccount(code: string): BankProblems {
  switch (code) {
    case 'account_number_invalid':
      return { ...NO_PROBLEMS, fields: { accountNumber: 'refused' } };
    case 'routing_number_invalid':
      return { ...NO_PROBLEMS, fields: { routingNumber: 'refused' } };
    case 'payment_method_bank_account_blocked':
    case 'bank_account_restricted':
    case 'bank_account_unusable':
      return { ...NO_PROBLEMS, account: 'blocked' };
    case 'customer_max_payment_methods':
      return { ...NO_PROBLEMS, account: 'too_many' };
    default:
      return { ...NO_PROBLEMS, account: 'other' };
  }
}

const typedOf = (form: URLSearchParams) => ({
  accountNumber: form.get('accountNumber') ?? '',
  holderName: form.get('holderName') ?? '',
  holderType: form.get('holderType') ?? '',
  country: form.get('country') ?? 'US',
  currency: form.get('currency') ?? 'USD',
  routingNumber: form.get('routingNumber') ?? '',
});

const writerOf = (c: PortalContext) => {
  const { locale, merchant } = c.get('portal');
  return settingsWriter(locale, merchant.timeZone);
};

const termsOf = (c: PortalContext) => bankDebitTerms(writerOf(c), c.get('portal').merchant);

/** The form, as it was typed but for the account number, which is never shown again. */
async function show(c: PortalContext, problems: BankProblems): Promise<Response> {
  const ctx = c.get('ctx');
  const terms = termsOf(c);
  const view = {
    form: showableAgain(typedOf(c.get('form'))),
    problems,
    terms: { text: terms.text, proof: await proofOf(terms) },
    setupId: newId(ctx, 'set'),
    instantSetupId: newId(ctx, 'set'),
  };
  const status = problems === NO_PROBLEMS ? 200 : problems.refused === 'stripe_unavailable' ? 503 : 422;
  return respondPortal(c, status, (context) => bankAccountPage(view, context), { leadsToStripe: true });
}
