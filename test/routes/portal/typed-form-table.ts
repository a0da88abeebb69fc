import type { Filled, Form, Input } from './form-table.ts';

const SCRIPT = '"><script>alert(1)</script>';
const SHOWN_SCRIPT = '&gt;&lt;script';

const account = {
  accountNumber: '000123456789',
  holderName: 'Jane Payer',
  holderType: 'individual',
  country: 'US',
  currency: 'USD',
  routingNumber: '110000000',
};
const typed = (more: Readonly<Record<string, string | readonly string[]>>) => (at: Filled) => ({
  setup: at.freshSetup(),
  terms: at.bankTerms,
  ...account,
  ...more,
});

const bank: readonly Input[] = [
  {
    what: 'no set-up, shown again but for the number',
    fields: () => ({ ...account, setup: 'x', holderName: SCRIPT }),
    status: 422,
    shows: ['This form has already been used.', SHOWN_SCRIPT, 'value="110000000"'],
    hides: ['000123456789'],
  },
  {
    what: 'other terms, shown again but for the number',
    fields: typed({ terms: 'x' }),
    status: 422,
    shows: ['Please read them again.', 'value="Jane Payer"', 'value="110000000"'],
    hides: ['000123456789'],
  },
  {
    what: 'nothing but a set-up and the terms',
    fields: ({ freshSetup, bankTerms }) => ({ setup: freshSetup(), terms: bankTerms }),
    status: 422,
    shows: ['Enter the account number.', 'Enter the account holder’s name', 'Enter the routing number.'],
    hides: ['in US dollars only.</span>'],
  },
  {
    what: 'a name of 5,000 characters',
    fields: typed({ holderName: 'J'.repeat(5_000) }),
    status: 422,
    shows: ['Use 100 characters or fewer.', 'J'.repeat(5_000)],
  },
  {
    what: 'a wrong name before a right one',
    fields: typed({ holderName: ['', 'Jane Payer'], routingNumber: ['12', '110000000'] }),
    status: 422,
    shows: ['Enter the account holder’s name'],
    hides: ['value="Jane Payer"', 'value="110000000"'],
  },
];

const autopay: readonly Input[] = [
  { what: 'nothing', fields: () => ({}), status: 422, shows: ['Please read them again.'] },
  {
    what: 'other terms, though the limit is wrong too',
    fields: () => ({ terms: 'x', cap: 'lots', when: 'on_send' }),
    status: 422,
    shows: ['Please read them again.', 'value="lots"'],
  },
  ...['lots', '1.2.3', '-5', '9'.repeat(41), SCRIPT].map(
    (cap): Input => ({
      what: `a limit of “${cap.slice(0, 12)}”`,
      fields: ({ autopayTerms, methodId }) => ({ terms: autopayTerms, method: methodId, cap }),
      status: 422,
      shows: ['Please enter an amount', cap === SCRIPT ? SHOWN_SCRIPT : `value="${cap}"`],
    }),
  ),
  {
    what: 'a limit of zero before another',
    fields: ({ autopayTerms }) => ({ terms: autopayTerms, cap: ['0', '500'] }),
    status: 422,
    shows: ['must be above zero'],
  },
  ...['', 'pm_1', 'x'.repeat(10_000)].map(
    (method): Input => ({
      what: `a method “${method.slice(0, 12)}”`,
      fields: ({ autopayTerms }) => ({ terms: autopayTerms, method, when: 'on_send', cap: '12.50' }),
      status: 422,
      shows: ['Please choose the payment method', 'value="12.50"'],
    }),
  ),
  {
    what: 'another’s method',
    fields: ({ autopayTerms, foreignMethodId }) => ({ terms: autopayTerms, method: foreignMethodId }),
    status: 422,
    shows: ['Please choose the payment method'],
  },
  {
    what: 'a day that is none, which is the due date',
    fields: ({ autopayTerms, methodId }) => ({ terms: autopayTerms, method: methodId, when: 'never' }),
    status: 303,
    leadsTo: '/portal/autopay',
  },
];

const pay: readonly Input[] = [
  { what: 'no invoice', fields: () => ({}), status: 200 },
  ...['', 'x', 'inv_x.1', SCRIPT].map(
    (invoice): Input => ({ what: `“${invoice}”`, fields: () => ({ invoice }), status: 404 }),
  ),
  ...['', '.0', '.01', '.1e3', '.1234567890', '.1 ', '.-1'].map(
    (version): Input => ({
      what: `an invoice of version “${version}”`,
      fields: ({ invoiceId }) => ({ invoice: `${invoiceId}${version}` }),
      status: 404,
    }),
  ),
  {
    what: 'one of several that is none',
    fields: ({ invoiceId }) => ({ invoice: [`${invoiceId}.1`, 'x'] }),
    status: 404,
  },
  {
    what: 'another’s among one’s own',
    fields: ({ invoiceId, foreignInvoiceId }) => ({ invoice: [`${invoiceId}.1`, `${foreignInvoiceId}.1`] }),
    status: 404,
  },
  {
    what: '21 at once',
    fields: ({ invoiceId }) => ({ invoice: Array.from({ length: 21 }, () => `${invoiceId}.1`) }),
    status: 404,
  },
  {
    what: 'a version that was not shown',
    fields: ({ invoiceId }) => ({ invoice: `${invoiceId}.2` }),
    status: 409,
  },
  {
    what: 'amounts that are none, all shown again',
    fields: ({ invoiceId, otherInvoiceId }) => ({
      invoice: [`${invoiceId}.1`, `${otherInvoiceId}.1`],
      [`amount.${invoiceId}`]: [SCRIPT, '1.00'],
      [`amount.${otherInvoiceId}`]: 'eleven',
      'amount.': 'x',
      'amount.__proto__': 'x',
      __proto__: 'x',
    }),
    status: 422,
    shows: [SHOWN_SCRIPT, 'value="eleven"', 'Please enter an amount'],
    hides: ['value="1.00"'],
  },
  {
    what: 'an amount of 41 characters',
    fields: ({ invoiceId }) => ({ invoice: `${invoiceId}.1`, [`amount.${invoiceId}`]: '1'.repeat(41) }),
    status: 422,
    shows: ['1'.repeat(41)],
  },
  ...['', 'x', 'pm_00000000000000000000000000'].map(
    (method): Input => ({
      what: `a method “${method}”`,
      fields: ({ invoiceId }) => ({ invoice: `${invoiceId}.1`, method }),
      status: 404,
    }),
  ),
  {
    what: 'a method on file for two invoices, one in a version that was not shown',
    fields: (at) => ({ invoice: [`${at.invoiceId}.1`, `${at.otherInvoiceId}.2`], method: at.methodId }),
    status: 409,
  },
  {
    what: 'a method on file and a version that was not shown',
    fields: ({ invoiceId, methodId }) => ({ invoice: `${invoiceId}.2`, method: methodId }),
    status: 409,
  },
];

const verify: readonly Input[] = [
  { what: 'nothing', fields: () => ({}), status: 422, shows: ['Enter what your bank shows.'] },
  {
    what: 'what is no amount, shown again',
    fields: () => ({ first: SCRIPT, second: ['a lot', '0.45'], code: SCRIPT }),
    status: 422,
    hides: ['value="0.45"'],
  },
  { what: 'too much', fields: () => ({ first: '9'.repeat(5_000), second: '1.00', code: 'x' }), status: 422 },
];

const address = (given: string, more: Readonly<Record<string, string>>, input: Partial<Input>): Input => ({
  what: `“${given.slice(0, 20)}”`,
  fields: () => ({ address: given, ...more }),
  status: 422,
  ...input,
});

const signIn: readonly Input[] = [
  { what: 'nothing', fields: () => ({}), status: 422 },
  address('', { next: '/portal/pay' }, { shows: ['name="next" value="/portal/pay"'] }),
  address(SCRIPT, { next: 'https://evil.example/' }, { shows: [SHOWN_SCRIPT], hides: ['evil.example'] }),
  address('a@b@c', { next: '//evil.example' }, { shows: ['value="a@b@c"'], hides: ['evil.example'] }),
  address(`${'x'.repeat(10_000)}@payer.test`, { next: '/portal/../x' }, { hides: ['name="next"'] }),
  address('nobody@payer.test', { next: '/portal/pay' }, { status: 303, leadsTo: '/portal/sign-in/sent' }),
];

const details: readonly Input[] = [
  { what: 'no version', fields: () => ({ contactName: 'Ada' }), status: 404, shows: ['Page not found'] },
  {
    what: 'a name of 5,000 characters, shown again',
    fields: () => ({ version: '1', contactName: 'A'.repeat(5_000), line1: SCRIPT }),
    status: 422,
    shows: ['200 characters or fewer', SHOWN_SCRIPT],
  },
  { what: 'a control character', fields: () => ({ version: '1', town: 'A\u0007' }), status: 422 },
  {
    what: 'a version that never was',
    fields: () => ({ version: '999999999', contactName: 'Ada' }),
    status: 409,
    shows: ['changed in the meantime'],
  },
];

const form = (route: string, inputs: readonly Input[]): Form => ({ route, path: () => route, inputs });

/** Forms that show again what was typed, with nothing of it lost but an account number. */
export const TYPED_FORM_TABLE: readonly Form[] = [
  form('/portal/sign-in', signIn),
  form('/portal/settings/bank', bank),
  {
    route: '/portal/settings/verify/:setup',
    path: ({ setupId }) => `/portal/settings/verify/${setupId}`,
    inputs: verify,
  },
  form('/portal/pay', pay),
  form('/portal/details', details),
  form('/portal/autopay', autopay),
];
