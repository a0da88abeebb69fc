import { speechFor } from '../../../src/views/i18n/speech.ts';
import { agreementsPage } from '../../../src/views/portal/agreements.tsx';
import { autopayPage } from '../../../src/views/portal/autopay.tsx';
import type { AutopayView } from '../../../src/views/portal/autopay-view.ts';
import { bankAccountPage } from '../../../src/views/portal/bank-account.tsx';
import { type BankView, NO_PROBLEMS } from '../../../src/views/portal/bank-account-view.ts';
import type { FrameVisit } from '../../../src/views/portal/frame-visit.ts';
import { openInvoicesPage } from '../../../src/views/portal/open-invoices.tsx';
import type { OpenGroup } from '../../../src/views/portal/open-invoices-view.ts';
import { removeMethodPage } from '../../../src/views/portal/remove-method.tsx';
import { settingsPage } from '../../../src/views/portal/settings.tsx';
import type { ListedMethod, SettingsView } from '../../../src/views/portal/settings-view.ts';
import { settingsWriter } from '../../../src/views/portal/settings-writer.ts';
import {
  autopayTerms,
  autopayTermsWith,
  bankDebitTerms,
  bankDebitTermsFor,
} from '../../../src/views/portal/terms.ts';
import {
  type VerifyView,
  verificationEndedPage,
  verifyAccountPage,
} from '../../../src/views/portal/verify-account.tsx';
import { merchant } from '../fixtures.ts';

const HOSTILE = '"><script>alert(1)</script>\u202eevil & ﷽'.repeat(3);
const MERCHANT = { ...merchant({}), timeZone: 'America/New_York' };
const VISIT: FrameVisit & { readonly merchant: typeof MERCHANT } = {
  personEmail: 'ada@lindqvist.example',
  csrf: '0'.repeat(32),
  customer: { name: 'Lindqvist & Daughters' },
  choices: 1,
  merchant: MERCHANT,
};
const AT = Date.UTC(2026, 11, 15, 14, 5);
const DAY = 86_400_000;

const VISA = { kind: 'card', brand: 'visa', last4: '4242', expMonth: 3, expYear: 2029 } as const;
const AMEX = { kind: 'card', brand: 'amex', last4: '0005', expMonth: 11, expYear: 2026 } as const;
const BANK = { kind: 'us_bank_account', bankName: 'Harbour Bank', last4: '6789' } as const;

const method = (id: string, more: Partial<ListedMethod> = {}): ListedMethod => ({
  id,
  card: VISA,
  state: 'usable',
  stateReason: null,
  isRemoving: false,
  isExpired: false,
  isEnding: false,
  isDefault: false,
  declinedAt: null,
  hasSteppedBack: false,
  verification: null,
  kept: null,
  ...more,
});

const openInvoice = (
  number: string,
  remaining: number,
  more: Partial<OpenGroup['invoices'][number]> = {},
) => ({
  id: `inv_${number}`,
  version: 1,
  number,
  dueOn: '2027-01-14',
  overdue: false,
  remaining,
  isPayable: true,
  chosen: null,
  ...more,
});

const OPEN: OpenGroup = {
  currency: 'USD',
  invoices: [
    openInvoice('NW-0048', 9_900, { dueOn: '2026-12-14', overdue: true }),
    openInvoice(HOSTILE, 4_200_050, { dueOn: null, chosen: 'not_automatically' }),
    openInvoice('NW-0051', 156_920),
  ],
  methods: [
    { id: 'pm_b', card: BANK, isDefault: false },
    { id: 'pm_a', card: VISA, isDefault: true },
  ],
  canBeAutomatic: true,
  hasMore: true,
};

const SETTINGS: SettingsView = {
  isConnected: true,
  takesAch: true,
  methods: [
    method('pm_a', { isDefault: true }),
    method('pm_b', {
      card: BANK,
      state: 'pending_verification',
      verification: { setupId: 'set_a', arrivesAt: AT + 2 * DAY, verifyBy: AT + 10 * DAY },
    }),
    method('pm_e', {
      card: { ...VISA, brand: 'mastercard', last4: '4444' },
      declinedAt: AT - 3 * DAY,
      hasSteppedBack: true,
    }),
    method('pm_c', { card: AMEX, isExpired: true, isEnding: true }),
    method('pm_d', {
      card: { ...BANK, bankName: null, last4: '1113' },
      state: 'unusable',
      stateReason: 'bank_account_closed',
    }),
    method('pm_e', { kept: { payerEmail: 'friend@example.com', standing: 'not_confirmed' } }),
  ],
  ended: [],
  waiting: 0,
  failed: [],
  policy: 'on_send',
  isOwnWord: false,
  setupId: 'set_new',
  refused: null,
};

const VERIFY: VerifyView = {
  setupId: 'set_a',
  card: BANK,
  proof: 'amounts',
  arrivesAt: AT + 2 * DAY,
  verifyBy: AT + 10 * DAY,
  triesLeft: 10,
  typed: { first: '', second: '', code: '' },
  problems: {},
  trouble: null,
};

const planned = (number: string, plan: AutopayView['invoices'][number]['plan']) => ({
  id: `inv_${number}`,
  number,
  currency: 'USD',
  amountRemaining: 156_920,
  plan,
  viewUrl: 'https://pay.example/i/abc',
  isPayable: true,
});

const INVOICES = [
  planned('NW-0050', { kind: 'soon' }),
  planned('NW-0052', { kind: 'noticed_first' }),
  planned('NW-0053', { kind: 'waiting' }),
  planned('NW-0051', { kind: 'scheduled', at: AT + 9 * DAY }),
  planned('NW-0049', { kind: 'retrying', at: AT + 3 * DAY }),
  planned('NW-0048', { kind: 'paused' }),
  planned('NW-0047', { kind: 'charging' }),
  planned('NW-0046', { kind: 'over_cap' }),
  planned('NW-0049', { kind: 'no_cap' }),
  planned('NW-0044', { kind: 'awaiting_choice' }),
  planned('NW-0045', { kind: 'not' }),
];

/** Every page of payment settings and automatic payment, in every state, by name, in a language. */
export async function settingsGallery(
  locale = 'en',
): Promise<{ readonly name: string; readonly html: string }[]> {
  const speech = await speechFor(locale);
  const context = { speech, nonce: 'bm9uY2U', query: '', visit: VISIT, said: null };
  const writer = settingsWriter(speech, MERCHANT.timeZone);
  const debit = bankDebitTerms(writer, MERCHANT);
  const bank: BankView = {
    form: { holderName: '', holderType: '', country: 'US', currency: 'USD', routingNumber: '' },
    problems: NO_PROBLEMS,
    terms: { text: debit.text, proof: 'f'.repeat(32) },
    setupId: 'set_b',
    instantSetupId: 'set_c',
  };
  const autopay: AutopayView = {
    policy: 'on_due_date',
    isOwnWord: true,
    caps: [{ amount: 500_000, currency: 'USD' }],
    noticeDays: 3,
    methods: [
      { id: 'pm_a', card: VISA },
      { id: 'pm_b', card: BANK },
    ],
    invoices: INVOICES,
    agreedAt: AT - 30 * DAY,
    form: {
      when: 'on_due_date',
      methodId: 'pm_a',
      caps: [{ name: 'cap', currency: 'USD', typed: '5000.00' }],
    },
    problem: null,
    problemIn: null,
    terms: { text: autopayTerms(writer, MERCHANT).text, proof: 'f'.repeat(32) },
  };
  const chosen = { when: 'on_due_date', method: writer.card(VISA), caps: autopay.caps } as const;
  const given = { holderName: 'Ada Lindqvist', accountNumber: '000123456789', routingNumber: '110000000' };
  const kept = (kind: 'bank_debit' | 'autopay' | 'link_payment', terms: typeof debit) => ({
    kind,
    ...terms,
    agreedBy: 'ada@lindqvist.example',
    ipAddress: '203.0.113.7',
    agreedAt: AT,
  });
  const pages: Record<string, string> = {
    settings: settingsPage(SETTINGS, { ...context, said: 'method_added' }),
    'settings-waiting': settingsPage({ ...SETTINGS, waiting: 3 }, context),
    'open-invoices': openInvoicesPage(
      { groups: [OPEN], most: 20, isIncomplete: false },
      { ...context, said: 'method_added' },
    ),
    'open-invoices-currencies': openInvoicesPage(
      {
        groups: [{ ...OPEN, currency: 'EUR', methods: [], canBeAutomatic: false }, OPEN],
        most: 20,
        isIncomplete: true,
      },
      context,
    ),
    'settings-empty': settingsPage({ ...SETTINGS, methods: [] }, context),
    'settings-failed': settingsPage(
      {
        ...SETTINGS,
        methods: [method('pm_a', { isDefault: true, isRemoving: true, state: 'unusable' })],
        failed: [
          {
            number: 'NW-0051',
            currency: 'USD',
            asked: 156_920,
            id: 'inv_a',
          },
          { number: HOSTILE, currency: 'USD', asked: 9_900, id: 'inv_b' },
        ],
        ended: [{ card: BANK, why: 'attempts_exceeded' }],
      },
      context,
    ),
    'settings-unconnected': settingsPage({ ...SETTINGS, isConnected: false, methods: [] }, context),
    'settings-refused': settingsPage({ ...SETTINGS, refused: 'too_many_setups' }, context),
    bank: bankAccountPage(bank, context),
    'bank-wrong': bankAccountPage(
      {
        ...bank,
        form: { ...bank.form, holderName: HOSTILE, holderType: 'company', routingNumber: '110000001' },
        problems: {
          ...NO_PROBLEMS,
          fields: { accountNumber: 'not_digits', currency: 'not_usd', routingNumber: 'check_digit' },
        },
      },
      context,
    ),
    verify: verifyAccountPage(VERIFY, context),
    'verify-wrong': verifyAccountPage({ ...VERIFY, triesLeft: 1, trouble: 'wrong' }, context),
    'verify-code': verifyAccountPage(
      {
        ...VERIFY,
        proof: 'descriptor_code',
        typed: { ...VERIFY.typed, code: 'SN11' },
        problems: { code: 'not_a_code' },
      },
      context,
    ),
    'verify-ended': verificationEndedPage('timed_out', context),
    remove: removeMethodPage(
      { methodId: 'pm_a', card: VISA, isLastOfAutopay: false, refused: null },
      context,
    ),
    'remove-last': removeMethodPage(
      { methodId: 'pm_a', card: BANK, isLastOfAutopay: true, refused: 'in_use' },
      context,
    ),
    autopay: autopayPage(autopay, { ...context, said: 'autopay_on' }),
    'autopay-off': autopayPage(
      { ...autopay, policy: 'never', invoices: [], caps: [], agreedAt: null, isOwnWord: false },
      context,
    ),
    'autopay-merchant': autopayPage(
      { ...autopay, policy: 'on_send', isOwnWord: false, methods: [], agreedAt: null, caps: [] },
      context,
    ),
    'autopay-stopped': autopayPage(
      { ...autopay, policy: 'never', invoices: [], agreedAt: null, problem: 'stopped_meanwhile' },
      context,
    ),
    'autopay-wrong': autopayPage(
      {
        ...autopay,
        form: {
          ...autopay.form,
          caps: [
            { name: 'cap', currency: 'USD', typed: '5000.00' },
            { name: 'cap_EUR', currency: 'EUR', typed: HOSTILE },
          ],
        },
        problem: 'cap',
        problemIn: 'EUR',
      },
      { ...context, said: 'autopay_off_unknown' },
    ),
    agreements: agreementsPage(
      [
        kept('autopay', autopayTermsWith(writer, MERCHANT, chosen)),
        kept('bank_debit', bankDebitTermsFor(writer, MERCHANT, given)),
        { ...kept('link_payment', debit), agreedBy: 'friend@example.com', ipAddress: '' },
        { ...kept('link_payment', debit), agreedBy: '', ipAddress: '' },
        { ...kept('bank_debit', debit), agreedBy: HOSTILE, ipAddress: HOSTILE },
      ],
      context,
    ),
    'agreements-none': agreementsPage([], context),
  };
  return Object.entries(pages).map(([name, html]) => ({ name: `portal-own-${name}`, html }));
}
