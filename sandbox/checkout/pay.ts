import type { Stripe } from 'stripe';
import { idOf } from '../core/json.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { createCustomer } from '../customers/customer.ts';
import { type Confirmed, confirm } from '../payments/confirm.ts';
import { createIntent } from '../payments/intent.ts';
import { createBank, createCard } from '../payments/payment-method.ts';
import { type Checked, checkEntry, type Entry, type Problems } from './entry.ts';
import { finishSession, saveSession } from './finish.ts';

export interface Payment {
  entry: Entry;
  /** Asked for where the session has no email. */
  email: string | null;
  /** The form's token, so that a double click is known as one wish. */
  attempt: string | null;
}

export type Paid =
  | { kind: 'paid'; session: Stripe.Checkout.Session }
  | { kind: 'authenticate'; session: Stripe.Checkout.Session; intentId: string }
  | {
      kind: 'declined';
      session: Stripe.Checkout.Session;
      message: string;
      code: string;
      declineCode: string | null;
    }
  | { kind: 'invalid'; session: Stripe.Checkout.Session; problems: Problems }
  | { kind: 'closed'; session: Stripe.Checkout.Session };

/**
 * A payer presses Pay: what the hosted page and the control API both do. All of it happens in one transaction, so
 * of two payers in one session the second finds it closed, and a double click is answered as the first one was.
 */
export function pay(scope: Scope, sessionId: string, payment: Payment): Paid | undefined {
  return scope.store.transaction(() => {
    const session = find(scope, 'checkout.session', sessionId);
    const internals = find(scope, '_session', sessionId);
    if (!session || !internals) return undefined;
    if (session.status !== 'open') {
      const again = payment.attempt !== null && internals.completedBy === payment.attempt;
      return { kind: again ? 'paid' : 'closed', session };
    }
    const checked = checkEntry(payment.entry, scope.nowMs());
    const email = session.customer_details?.email ?? payment.email?.trim() ?? '';
    const problems = problemsOf(session, checked, payment.entry, email);
    if (checked.kind === 'invalid' || Object.keys(problems).length > 0)
      return { kind: 'invalid', session, problems };
    return attempt(scope, session, checked, email, payment.attempt);
  });
}

function problemsOf(
  session: Stripe.Checkout.Session,
  checked: Checked,
  entry: Entry,
  email: string,
): Problems {
  return {
    ...(checked.kind === 'invalid' ? checked.problems : {}),
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? {} : { email: 'Enter an email address.' }),
    ...(session.payment_method_types.includes(entry.method)
      ? {}
      : { method: 'This way to pay is not offered here.' }),
  };
}

function attempt(
  scope: Scope,
  session: Stripe.Checkout.Session,
  checked: Exclude<Checked, { kind: 'invalid' }>,
  email: string,
  token: string | null,
): Paid {
  const details = { billing: { name: checked.name, email } };
  const method =
    checked.kind === 'card'
      ? createCard(scope, checked.input, details)
      : createBank(scope, checked.input, details);
  const ready = withPayer(scope, session, checked.name, email);
  const intent = intentOf(scope, ready);
  const trying: Stripe.Checkout.Session = { ...ready, payment_intent: intent.id };
  saveSession(scope, trying);
  const returnUrl = `${scope.baseUrl}/c/pay/${session.id}`;
  const confirmed = confirm(scope, intent, { method, offSession: false, returnUrl });
  return conclude(scope, trying, confirmed, token);
}

function conclude(
  scope: Scope,
  session: Stripe.Checkout.Session,
  confirmed: Confirmed,
  token: string | null,
): Paid {
  switch (confirmed.kind) {
    case 'declined': {
      const { message, code, declineCode } = confirmed.decline;
      return { kind: 'declined', session, message, code, declineCode };
    }
    case 'requires_action':
      return { kind: 'authenticate', session, intentId: confirmed.intent.id };
    case 'succeeded':
    case 'processing': {
      finishSession(scope, confirmed.intent);
      const internals = find(scope, '_session', session.id);
      if (internals) save(scope, '_session', session.id, { ...internals, completedBy: token });
      return { kind: 'paid', session: find(scope, 'checkout.session', session.id) ?? session };
    }
  }
}

/** Notes who pays, and makes the customer where the session asks for one. */
function withPayer(
  scope: Scope,
  session: Stripe.Checkout.Session,
  name: string,
  email: string,
): Stripe.Checkout.Session {
  const known = session.customer_details;
  const details: Stripe.Checkout.Session.CustomerDetails = {
    address: known?.address ?? null,
    business_name: known?.business_name ?? null,
    email,
    individual_name: known?.individual_name ?? null,
    name: known?.name ?? name,
    phone: known?.phone ?? null,
    tax_exempt: known?.tax_exempt ?? 'none',
    tax_ids: known?.tax_ids ?? [],
  };
  const saves = find(scope, '_session', session.id)?.paymentIntentData.setupFutureUsage !== null;
  const needed = idOf(session.customer) === null && (session.customer_creation === 'always' || saves);
  const customer = needed ? createCustomer(scope, { email, name }).id : session.customer;
  return { ...session, customer_details: details, customer };
}

/** The session's PaymentIntent: made with the first attempt, and then the same for every further one. */
function intentOf(scope: Scope, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  const known = find(scope, 'payment_intent', idOf(session.payment_intent) ?? '');
  if (known) return known;
  const data = find(scope, '_session', session.id)?.paymentIntentData;
  return createIntent(scope, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'usd',
    types: session.payment_method_types,
    allowedTypes: session.allowed_payment_method_types,
    automatic: null,
    customer: idOf(session.customer),
    description: data?.description ?? null,
    metadata: data?.metadata ?? {},
    receiptEmail: data?.receiptEmail ?? null,
    setupFutureUsage: data?.setupFutureUsage ?? null,
    statementDescriptorSuffix: data?.statementDescriptorSuffix ?? null,
    captureMethod: 'automatic_async',
    paymentMethod: null,
    sessionId: session.id,
  });
}
