import { Hono } from 'hono';
import { z } from 'zod';
import {
  type AccountNumbers,
  type BankAccount,
  JP_ACCOUNT_TYPES,
  REFERENCE_RULES,
} from '../../../domain/profile/bank-account.ts';
import type { ProfileChange } from '../../../domain/profile/profile.ts';
import { newId } from '../../../operations/core/context.ts';
import { updateProfile } from '../../../operations/merchants/update-profile.ts';
import type { AccountForm, AccountKind } from '../../../views/dashboard/profile/account-fields.tsx';
import {
  type AccountsView,
  accountsPage,
  closeAccountPage,
} from '../../../views/dashboard/profile/accounts.tsx';
import { PROFILE_WORDS as words } from '../../../views/dashboard/words/profile.ts';
import { speechFor } from '../../../views/i18n/speech.ts';
import { accountLines } from '../../../views/transfer.ts';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardQuery, text } from '../forms.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from '../respond.ts';
import { type Typed, typedOf } from './changes.ts';
import { readHouse } from './read.ts';
import { anyForm, byField, versionOf } from './sections.ts';

const isAccountKind = (kind: string): kind is AccountKind => Object.hasOwn(words.accountKinds, kind);

type Again = Partial<Pick<AccountsView, 'adding' | 'problems' | 'problem' | 'freeText'>>;

async function show(c: DashboardContext, status: 200 | 409 | 422 | 503, again: Again = {}) {
  const { resource } = await readHouse(c);
  const { bankAccounts, bankDetails } = resource.profile;
  return respondDashboard(c, status, (context) =>
    accountsPage(
      {
        base: within(c, '/profile'),
        version: resource.version,
        accounts: bankAccounts.map((account, index) => ({
          index,
          currency: account.currency,
          lines: accountLines(account, context.speech.words.pages),
          onNewInvoices: account.onNewInvoices,
          remark: resource.remarks.find(({ path }) => path === `bankAccounts.${index}`)?.message ?? null,
        })),
        freeText: again.freeText ?? bankDetails ?? '',
        adding: again.adding ?? null,
        problems: again.problems ?? {},
        problem: again.problem ?? null,
        said: context.said,
      },
      context,
    ),
  );
}

/** Changes the profile on the version that the form was made on, and shows what was refused with what was typed. */
async function change(
  c: DashboardContext,
  typed: Typed,
  {
    change: wish,
    word,
    again = {},
  }: { readonly change: ProfileChange; readonly word: string; readonly again?: Again },
) {
  const ctx = c.get('ctx');
  const { scope } = c.get('staff');
  const ask = { scope, basedOn: versionOf(typed), change: wish, commandId: newId(ctx, 'req') };
  const updated = await updateProfile(ctx, ask);
  if (updated.kind === 'done') return done(c, within(c, '/profile/accounts'), word);
  return respondUndone(c, updated, ({ status, text: said }) => {
    const { problems } = byField(updated);
    const isFielded = Object.keys(problems).length > 0;
    return show(c, status, { ...again, problems, problem: isFielded ? null : said });
  });
}

export const accounts = new Hono<DashboardEnv>()
  .get('/accounts', dashboardQuery(z.object({ kind: text() })), async (c) => {
    const { kind } = c.req.valid('query');
    const { resource } = await readHouse(c);
    const { currency, legalName: holder } = resource.profile;
    const adding = isAccountKind(kind)
      ? { kind, values: { currency: CURRENCY_OF[kind] ?? currency, holder } }
      : null;
    return show(c, 200, { adding });
  })
  .post('/accounts/add', anyForm, async (c) => {
    const typed = typedOf(c.req.valid('form'));
    const { kind = '' } = typed;
    if (!isAccountKind(kind)) return respondBare(c, 404, 'not_found');
    const adding: AccountForm = { kind, values: typed };
    const { resource } = await readHouse(c);
    const bankAccounts = [...resource.profile.bankAccounts, accountOf(kind, typed)];
    return change(c, typed, { change: { bankAccounts }, word: 'account_added', again: { adding } });
  })
  .post('/accounts/use', anyForm, async (c) => {
    const typed = typedOf(c.req.valid('form'));
    const { resource } = await readHouse(c);
    const onNewInvoices = typed.onNewInvoices === 'on';
    const bankAccounts = resource.profile.bankAccounts.map((account, index) =>
      String(index) === typed.index ? { ...account, onNewInvoices } : account,
    );
    return change(c, typed, { change: { bankAccounts }, word: 'account_saved' });
  })
  .get('/accounts/close', dashboardQuery(z.object({ version: text(), index: text() })), async (c) => {
    const { index } = c.req.valid('query');
    const { resource } = await readHouse(c);
    const account = resource.profile.bankAccounts.find((_, at) => String(at) === index);
    if (account === undefined) return respondBare(c, 404, 'not_found');
    const lines = accountLines(account, (await speechFor('en')).words.pages);
    const view = { base: within(c, '/profile'), version: resource.version, index: Number(index), lines };
    return respondDashboard(c, 200, (context) => closeAccountPage(view, context));
  })
  .post('/accounts/close', anyForm, async (c) => {
    const typed = typedOf(c.req.valid('form'));
    const { resource } = await readHouse(c);
    const bankAccounts = resource.profile.bankAccounts.filter((_, index) => String(index) !== typed.index);
    return change(c, typed, { change: { bankAccounts }, word: 'account_closed' });
  })
  .post('/accounts/text', anyForm, async (c) => {
    const typed = typedOf(c.req.valid('form'));
    const { bankDetails = '' } = typed;
    const again = { freeText: bankDetails };
    return change(c, typed, { change: { bankDetails: bankDetails || null }, word: 'account_saved', again });
  });

const CURRENCY_OF: Readonly<Partial<Record<AccountKind, string>>> = {
  iban: 'EUR',
  us: 'USD',
  gb: 'GBP',
  jp: 'JPY',
};

function accountOf(kind: AccountKind, typed: Typed): BankAccount {
  const { currency = '', holder = '', bankName = '', reference } = typed;
  return {
    currency: currency.toUpperCase(),
    holder,
    bankName: bankName === '' ? null : bankName,
    numbers: numbersOf(kind, typed),
    reference: REFERENCE_RULES.find((rule) => rule === reference) ?? 'invoice_number',
    onNewInvoices: true,
  };
}

function numbersOf(kind: AccountKind, typed: Typed): AccountNumbers {
  const { accountNumber = '' } = typed;
  switch (kind) {
    case 'iban':
      return { kind, iban: typed.iban ?? '', bic: typed.bic ?? null };
    case 'us':
      return { kind, routingNumber: typed.routingNumber ?? '', accountNumber };
    case 'gb':
      return { kind, sortCode: typed.sortCode ?? '', accountNumber };
    case 'jp':
      return {
        kind,
        bankCode: typed.bankCode ?? '',
        branchCode: typed.branchCode ?? '',
        accountType: JP_ACCOUNT_TYPES.find((type) => type === typed.accountType) ?? 'ordinary',
        accountNumber,
      };
    case 'other':
      return { kind, lines: typed.lines ?? '' };
    default:
      return kind satisfies never;
  }
}
