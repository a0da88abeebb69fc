import {
  agreements,
  allocations,
  connections,
  credits,
  customerAddresses,
  customerExternalIds,
  customers,
  disputes,
  emails,
  invoiceChoices,
  invoiceLines,
  invoices,
  journal,
  merchants,
  methodSetups,
  offlinePayments,
  paymentMethods,
  payments,
  paymentTargets,
  portalSessions,
  refunds,
  signIns,
  stripeCustomers,
  stripeRefusals,
} from '../../src/db/schema/index.ts';
import { row } from './rows.ts';

/** Ours, and what makes a row another's. */
export const SCOPE = { merchantId: 'mer_1', livemode: false } as const;
export const OWNER = { customerId: 'cus_1', ...SCOPE } as const;
export const OTHER_BUSINESS = { merchant_id: 'mer_2' };
export const OTHER_MODE = { livemode: 1 };
export const SIBLING = { customer_id: 'cus_2' };
export const OTHER_CONNECTION = { connection_id: 'con_2' };
export const OTHER_INVOICE = { invoice_id: 'inv_2' };
export const OTHER_PAYMENT = { payment_id: 'pay_2' };

const of = { ...OWNER, connectionId: 'con_1', currency: 'USD' };

/** A row of each table that is wholly ours. */
export const OWN = {
  merchant: row(merchants, { id: 'mer_1', displayName: 'Northwind' }),
  connection: row(connections, { id: 'con_1', account: 'acct_1', state: 'active', ...of }),
  customer: row(customers, { id: 'cus_1', legalName: 'Ada', ...of }),
  address: row(customerAddresses, { address: 'ada@payer.test', ...of }),
  externalId: row(customerExternalIds, { key: 'Stripe', value: 'cus_stripe', ...of }),
  stripeCustomer: row(stripeCustomers, { stripeCustomerId: 'cus_stripe', attempt: 1, ...of }),
  invoice: row(invoices, {
    id: 'inv_1',
    status: 'open',
    series: 'NW-',
    numberValue: 1,
    amountDue: 500,
    issueDate: '2026-05-05',
    createdAt: 100,
    finalizedAt: 100,
    ...of,
  }),
  line: row(invoiceLines, { invoiceId: 'inv_1', position: 1, description: 'Work' }),
  payment: row(payments, {
    id: 'pay_1',
    state: 'processing',
    flow: 'session',
    claimedAt: 100,
    checkAt: 100,
    amount: 500,
    ...of,
  }),
  target: row(paymentTargets, { paymentId: 'pay_1', invoiceId: 'inv_1', invoiceVersion: 1, amount: 500 }),
  method: row(paymentMethods, { id: 'pm_1', state: 'usable', type: 'card', fingerprint: 'fp_1', ...of }),
  setup: row(methodSetups, { id: 'set_1', kind: 'card', checkAt: 100, ...of }),
  agreement: row(agreements, {
    id: 'agr_1',
    kind: 'autopay',
    agreedBy: 'ada@payer.test',
    agreedAt: 100,
    ...of,
  }),
  refund: row(refunds, {
    id: 'ref_1',
    paymentId: 'pay_1',
    state: 'pending',
    amount: 100,
    checkAt: 100,
    ...of,
  }),
  dispute: row(disputes, { id: 'dis_1', paymentId: 'pay_1', ...of }),
  credit: row(credits, { id: 'crd_1', balance: 100, paymentId: 'pay_1', ...of }),
  allocation: row(allocations, {
    id: 'all_1',
    invoiceId: 'inv_1',
    sourceType: 'payment',
    sourceId: 'pay_1',
    amount: 500,
    createdAt: 100,
    ...of,
  }),
  offline: row(offlinePayments, { id: 'off_1', invoiceId: 'inv_1', reference: 'cheque', ...of }),
  choice: row(invoiceChoices, { invoiceId: 'inv_1', chosenBy: 'ada@payer.test', ...of }),
  email: row(emails, {
    id: 'eml_1',
    aboutCustomerId: 'cus_1',
    invoiceId: 'inv_1',
    recipient: 'ada@payer.test',
    template: 'invoice_sent',
    state: 'sent',
    ...SCOPE,
  }),
  session: row(portalSessions, {
    id: 'ses_1',
    secretHash: 'secret',
    address: 'ada@payer.test',
    createdAt: 100,
    expiresAt: 900,
    ...of,
  }),
  signIn: row(signIns, { id: 'sgn_1', kind: 'api', apiKeyId: 'key_1', expiresAt: 900, ...of }),
  refusal: row(stripeRefusals, {
    id: 'rfs_1',
    subjectType: 'customer',
    subjectId: 'cus_1',
    code: 'email_invalid',
    message: 'Ada’s address is none.',
    ...of,
  }),
  entry: row(journal, {
    streamType: 'customer',
    streamId: 'cus_1',
    seq: 1,
    type: 'customer_created',
    salt: 'salt',
    hash: 'hash',
    ...of,
  }),
} as const;

/** Whoever a row is when it is another's, so that no join hides it. */
export const NEIGHBOURS = [
  row(merchants, { id: 'mer_2', displayName: 'Southwind' }),
  row(customers, { id: 'cus_2', legalName: 'Bob', ...SCOPE }),
] as const;
