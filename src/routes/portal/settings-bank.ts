import { Hono } from 'hono';
import { showableAgain, type TypedAccount } from '../../domain/methods/bank-account.ts';
import { newId } from '../../operations/core/context.ts';
import { addBankAccount } from '../../operations/methods/add-bank-account.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import { bankAccountPage } from '../../views/portal/bank-account.tsx';
import { type BankProblems, NO_PROBLEMS } from '../../views/portal/bank-account-view.ts';
import { settingsWriter } from '../../views/portal/settings-writer.ts';
import { bankDebitTerms, bankDebitTermsFor } from '../../views/portal/terms.ts';
import { agreedBy, proofOf } from './consent.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { done, respondPortal, respondUndone } from './respond.ts';
import { bankAccountForm, NO_ACCOUNT, typedAccount } from './schemas/bank-account.ts';
import { setupForm } from './schemas/settings.ts';
import { afterAdding } from './settings-open.ts';
import { refuseSetup, toStripe } from './settings-page.ts';
import type { PageNotice } from './undone.ts';
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
      if (terms !== (await proofOf(await termsOf(c)))) {
        return show(c, typed, { ...NO_PROBLEMS, refused: 'terms_changed' });
      }
      const agreed = agreedBy(c, bankDebitTermsFor(await writerOf(c), c.get('portal').merchant, typed));
      const ask = { who: c.get('portal'), setupId: setup, typed, agreed };
      const added = await addBankAccount(c.get('ctx'), ask);
      if (added.kind === 'done') {
        const { state } = added.value;
        return state === 'added'
          ? afterAdding(c, WORD_OF[state])
          : done(c, '/portal/settings', WORD_OF[state]);
      }
      return respondUndone(c, added, {
        account: ({ problems }) => show(c, typed, problems),
        page: ({ sentence, status }) => show(c, typed, { ...NO_PROBLEMS, refused: sentence }, status),
      });
    },
  );

const WORD_OF = { verifying: 'method_pending', added: 'method_added' } as const;

const writerOf = async (c: PortalContext) => {
  const { locale, merchant } = c.get('portal');
  return settingsWriter(await speechFor(locale), merchant.timeZone);
};

const termsOf = async (c: PortalContext) => bankDebitTerms(await writerOf(c), c.get('portal').merchant);

/** Shows the form as it was typed, except for the account number, which is never shown again. */
async function show(
  c: PortalContext,
  typed: TypedAccount,
  problems: BankProblems,
  status: 200 | PageNotice['status'] = problems === NO_PROBLEMS ? 200 : 422,
): Promise<Response> {
  const ctx = c.get('ctx');
  const terms = await termsOf(c);
  const view = {
    form: showableAgain(typed),
    problems,
    terms: { text: terms.text, proof: await proofOf(terms) },
    setupId: newId(ctx, 'set'),
    instantSetupId: newId(ctx, 'set'),
  };
  return respondPortal(c, status, (context) => bankAccountPage(view, context), { leadsToStripe: true });
}
