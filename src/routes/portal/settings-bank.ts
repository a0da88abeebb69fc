import { Hono } from 'hono';
import { type AccountProblem, showableAgain, type TypedAccount } from '../../domain/methods/bank-account.ts';
import { newId } from '../../operations/core/context.ts';
import { type AddedAccount, addBankAccount } from '../../operations/methods/add-bank-account.ts';
import { type BankProblems, bankAccountPage, NO_PROBLEMS } from '../../views/portal/bank-account.ts';
import { settingsWriter } from '../../views/portal/settings-writer.ts';
import { bankDebitTerms, bankDebitTermsFor } from '../../views/portal/terms.ts';
import { agreedBy, proofOf } from './consent.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { done, respondMissing, respondPortal } from './respond.ts';
import { bankAccountForm, NO_ACCOUNT, typedAccount } from './schemas/bank-account.ts';
import { setupForm } from './schemas/settings.ts';
import { refuseSetup, toStripe } from './settings-page.ts';
import { portalForm } from './validate.ts';

/** Adding a US bank account: by its number and test deposits, or at once on Stripe's page. */
export const bankAccountRoutes = new Hono<PortalEnv>()
  .get('/', (c) => show(c, NO_ACCOUNT, NO_PROBLEMS))
  .post('/instant', portalForm(setupForm, refuseSetup), (c) =>
    toStripe(c, c.req.valid('form').setup, 'bank_instant'),
  )
  .post(
    '/',
    portalForm(bankAccountForm, (c, { came }) =>
      show(c, typedAccount.parse(came), { ...NO_PROBLEMS, refused: 'form_used' }),
    ),
    async (c) => {
      const { setup, terms, typed } = c.req.valid('form');
      if (terms !== (await proofOf(termsOf(c)))) {
        return show(c, typed, { ...NO_PROBLEMS, refused: 'terms_changed' });
      }
      const agreed = agreedBy(c, bankDebitTermsFor(writerOf(c), c.get('portal').merchant, typed));
      const ask = { setupId: setup, typed, agreed };
      return answer(c, typed, await addBankAccount(c.get('ctx'), c.get('portal'), ask));
    },
  );

function answer(c: PortalContext, typed: TypedAccount, added: AddedAccount): Response | Promise<Response> {
  switch (added.kind) {
    case 'verifying':
      return done(c, '/portal/settings', 'method_pending');
    case 'added':
      return done(c, '/portal/settings', 'method_added');
    case 'invalid':
      return show(c, typed, { ...NO_PROBLEMS, fields: byField(added.problems) });
    case 'account_refused':
      return show(c, typed, refusedAccount(added.code));
    case 'refused':
      return added.reason === 'not_found'
        ? respondMissing(c)
        : show(c, typed, { ...NO_PROBLEMS, refused: added.reason });
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

const writerOf = (c: PortalContext) => {
  const { locale, merchant } = c.get('portal');
  return settingsWriter(locale, merchant.timeZone);
};

const termsOf = (c: PortalContext) => bankDebitTerms(writerOf(c), c.get('portal').merchant);

/** The form, as it was typed but for the account number, which is never shown again. */
async function show(c: PortalContext, typed: TypedAccount, problems: BankProblems): Promise<Response> {
  const ctx = c.get('ctx');
  const terms = termsOf(c);
  const view = {
    form: showableAgain(typed),
    problems,
    terms: { text: terms.text, proof: await proofOf(terms) },
    setupId: newId(ctx, 'set'),
    instantSetupId: newId(ctx, 'set'),
  };
  const status = problems === NO_PROBLEMS ? 200 : problems.refused === 'stripe_unavailable' ? 503 : 422;
  return respondPortal(c, status, (context) => bankAccountPage(view, context), { leadsToStripe: true });
}
