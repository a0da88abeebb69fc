import type { Owned } from './route-row.ts';

/** The values that forms and addresses are tried with, beside the ids of {@link Owned}. */
export type Filled = Owned & {
  /** Another invoice of the owner's, and one of somebody else. */
  readonly otherInvoiceId: string;
  readonly foreignInvoiceId: string;
  readonly foreignMethodId: string;
  readonly foreignCustomerId: string;
  /** The account that waits for its deposits. */
  readonly accountId: string;
  /** A set-up that nothing was begun with yet: another one each time. */
  readonly freshSetup: () => string;
  /** What the pages' forms carry beside the texts that are agreed to. */
  readonly autopayTerms: string;
  readonly bankTerms: string;
};

/** One input and what it is answered. The texts are on the page, or must not be. */
export type Input = {
  readonly what: string;
  readonly fields: (at: Filled) => Readonly<Record<string, string | readonly string[]>>;
  readonly status: number;
  readonly leadsTo?: string;
  readonly shows?: readonly string[];
  readonly hides?: readonly string[];
};

/** A form by the route it is posted to, with the inputs that are good and those that are not. */
export type Form = {
  readonly route: string;
  readonly path: (at: Filled) => string;
  readonly inputs: readonly Input[];
};

const MISSING = { status: 404, shows: ['Page not found'] } as const;
const FORM_USED = { status: 422, shows: ['This form has already been used.'] } as const;

/** Every kind of bad id that a form can hold: each answers *not found*. */
const badIds = (
  name: string,
  foreign: (at: Filled) => string,
  more: (at: Filled) => Readonly<Record<string, string>> = () => ({}),
): readonly Input[] => [
  { what: `no ${name}`, fields: (at) => more(at), ...MISSING },
  { what: `an empty ${name}`, fields: (at) => ({ ...more(at), [name]: '' }), ...MISSING },
  { what: `a ${name} that is no id`, fields: (at) => ({ ...more(at), [name]: "x' OR 1=1 --" }), ...MISSING },
  {
    what: `a ${name} in capitals`,
    fields: (at) => ({ ...more(at), [name]: foreign(at).toUpperCase() }),
    ...MISSING,
  },
  {
    what: `a ${name} of 10,000 characters`,
    fields: (at) => ({ ...more(at), [name]: 'x'.repeat(10_000) }),
    ...MISSING,
  },
  {
    what: `another’s ${name}`,
    fields: (at) => ({ ...more(at), [name]: foreign(at) }),
    ...MISSING,
  },
  {
    what: `another’s ${name} before one’s own`,
    fields: (at) => ({
      ...more(at),
      [name]: [foreign(at), at.methodId, at.invoiceId, at.customerId],
    }),
    ...MISSING,
  },
  {
    what: `a ${name} that is called a list`,
    fields: (at) => ({ ...more(at), [`${name}[]`]: [at.methodId, at.invoiceId, at.customerId] }),
    ...MISSING,
  },
];

const badSetups: readonly Input[] = [
  { what: 'no set-up', fields: () => ({}), ...FORM_USED },
  { what: 'an empty set-up', fields: () => ({ setup: '' }), ...FORM_USED },
  { what: 'a set-up that is another kind of id', fields: (at) => ({ setup: at.invoiceId }), ...FORM_USED },
  {
    what: 'no set-up before one',
    fields: ({ freshSetup }) => ({ setup: ['', freshSetup()] }),
    ...FORM_USED,
  },
];

const deed = (route: string, inputs: readonly Input[]): Form => ({ route, path: () => route, inputs });

/** Forms that only carry ids. Those that show again what was typed are in `typed-form-table.ts`. */
export const FORM_TABLE: readonly Form[] = [
  deed('/portal/choose', [
    ...badIds('customer', ({ foreignCustomerId }) => foreignCustomerId),
    {
      what: 'one’s own customer, twice',
      fields: ({ customerId, foreignCustomerId }) => ({ customer: [customerId, foreignCustomerId] }),
      status: 303,
      leadsTo: '/portal/invoices',
    },
  ]),
  deed('/portal/settings/card', [
    ...badSetups,
    {
      what: 'a new set-up',
      fields: ({ freshSetup }) => ({ setup: freshSetup() }),
      status: 303,
      leadsTo: 'http',
    },
  ]),
  deed('/portal/settings/bank/instant', [
    ...badSetups,
    {
      what: 'a new set-up',
      fields: ({ freshSetup }) => ({ setup: freshSetup() }),
      status: 303,
      leadsTo: 'http',
    },
  ]),
  deed('/portal/settings/replace', [
    ...badIds(
      'method',
      ({ foreignMethodId }) => foreignMethodId,
      ({ freshSetup }) => ({ setup: freshSetup() }),
    ),
    ...badSetups,
    { what: 'neither id', fields: () => ({ setup: 'x', method: 'x' }), ...FORM_USED },
    {
      what: 'a card of one’s own',
      fields: ({ methodId, freshSetup }) => ({ setup: freshSetup(), method: methodId }),
      status: 303,
      leadsTo: 'http',
    },
  ]),
  deed('/portal/settings/confirm', [
    ...badIds('method', ({ foreignMethodId }) => foreignMethodId),
    {
      what: 'an account that waits for its deposits',
      fields: ({ accountId }) => ({ method: accountId }),
      status: 422,
      shows: ['can’t be charged right now'],
    },
  ]),
  deed('/portal/settings/default', [
    ...badIds('method', ({ foreignMethodId }) => foreignMethodId),
    {
      what: 'an account that waits for its deposits',
      fields: ({ accountId }) => ({ method: accountId }),
      status: 422,
      shows: ['can’t be charged right now'],
    },
    {
      what: 'a card of one’s own',
      fields: ({ methodId, foreignMethodId }) => ({ method: [methodId, foreignMethodId] }),
      status: 303,
      leadsTo: '/portal/settings',
    },
  ]),
  deed('/portal/settings/move', [
    ...badIds('method', ({ foreignMethodId }) => foreignMethodId),
    ...['up', 'down', 'sideways', ''].map(
      (to): Input => ({
        what: `to “${to}”`,
        fields: ({ methodId }) => ({ method: methodId, to }),
        status: 303,
        leadsTo: '/portal/settings',
      }),
    ),
  ]),
  ...['/portal/autopay/pause', '/portal/autopay/resume'].map((route) =>
    deed(route, [
      ...badIds('invoice', ({ foreignInvoiceId }) => foreignInvoiceId),
      {
        what: 'an invoice of one’s own, twice',
        fields: ({ invoiceId, foreignInvoiceId }) => ({ invoice: [invoiceId, foreignInvoiceId] }),
        status: 303,
        leadsTo: '/portal/autopay',
      },
    ]),
  ),
  deed('/portal/settings/open-invoices', [
    ...['', 'x', 'pay_everything'].map(
      (choice): Input => ({
        what: `the choice “${choice}”`,
        fields: ({ invoiceId }) => ({ invoice: `${invoiceId}.1`, choice }),
        status: 303,
        leadsTo: '/portal/settings',
      }),
    ),
    {
      what: 'a choice for no invoice',
      fields: () => ({ choice: 'not_automatically' }),
      status: 303,
      leadsTo: '/portal/settings',
    },
    ...['pay_now', 'on_due_date', 'not_automatically'].flatMap((choice): Input[] => [
      {
        what: `${choice} for another’s invoice beside one’s own`,
        fields: ({ invoiceId, foreignInvoiceId }) => ({
          invoice: [`${invoiceId}.1`, `${foreignInvoiceId}.1`],
          choice,
        }),
        ...MISSING,
      },
      {
        what: `${choice} for what is no invoice`,
        fields: () => ({ invoice: "x' OR 1=1 --.1", choice }),
        ...MISSING,
      },
      {
        what: `${choice} for an invoice without a version`,
        fields: ({ invoiceId }) => ({ invoice: invoiceId, choice }),
        ...MISSING,
      },
    ]),
    {
      what: 'one’s own invoice, twice',
      fields: ({ invoiceId }) => ({
        invoice: [`${invoiceId}.1`, `${invoiceId}.1`],
        choice: ['on_due_date', 'not_automatically'],
      }),
      status: 303,
      leadsTo: '/portal/settings',
    },
  ]),
  {
    route: '/portal/settings/remove/:method',
    path: ({ methodId }) => `/portal/settings/remove/${methodId}`,
    inputs: [
      { what: 'no word', fields: () => ({}), status: 200 },
      { what: 'another word', fields: () => ({ confirmed: 'YES' }), status: 200 },
      { what: 'no before yes', fields: () => ({ confirmed: ['no', 'yes'] }), status: 200 },
    ],
  },
];
