import type { Stripe } from 'stripe';
import { find, type Scope, save } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { createBank, createCard } from '../payments/payment-method.ts';
import type { SessionInternals } from '../store/records.ts';
import { type Attempted, attempt } from './attempt.ts';
import { type Answers, answerProblems } from './custom-fields.ts';
import { type Checked, checkEntry, type Entry, type Problems } from './entry.ts';
import { isCompleting } from './finish.ts';
import { offersToSave, savedMethods } from './saved-methods.ts';

export interface Payment {
  entry: Entry;
  /** The id of a saved method that was chosen instead of typing a new one. */
  saved?: string | null;
  /** The payer agreed that the method is saved and shown again. */
  keep?: boolean;
  /** The bank account is verified by micro-deposits rather than at once. */
  byMicrodeposits?: boolean;
  /** Required where the session has no email. */
  email: string | null;
  /** What was entered in the session's custom fields, by key. */
  answers?: Answers;
  /** The form's token, so that a double click counts as one submission. */
  attempt: string | null;
}

export type Paid =
  | Exclude<Attempted, { kind: 'declined' }>
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
 * A payer presses Pay, or Save in `setup` mode: what the hosted page and the control API both do. All of it happens in
 * one transaction, so of two payers in one session the second finds it closed, and a double click is answered as the
 * first one was.
 */
export function pay(scope: Scope, sessionId: string, payment: Payment): Paid | undefined {
  return scope.store.transaction(() => {
    const session = find(scope, 'checkout.session', sessionId);
    const internals = find(scope, '_session', sessionId);
    if (!session || !internals) return undefined;
    if (session.status !== 'open' || isCompleting(scope, sessionId)) {
      const again = payment.attempt !== null && internals.completedBy === payment.attempt;
      return { kind: again ? 'paid' : 'closed', session };
    }
    const { keep = false, byMicrodeposits = false, answers = {}, attempt: token } = payment;
    const unanswered = answerProblems(session.custom_fields, answers);
    const chosen = choose(scope, session, internals, payment);
    const problems = chosen.kind === 'invalid' ? { ...unanswered, ...chosen.problems } : unanswered;
    if (chosen.kind === 'invalid' || Object.keys(problems).length > 0) {
      return { kind: 'invalid', session, problems };
    }
    save(scope, '_session', sessionId, { ...internals, answers });
    const { email, method, name } = chosen;
    const by = { method, name, email, token, keep: keep && offersToSave(session), byMicrodeposits };
    const attempted = attempt(scope, session, by);
    if (attempted.kind !== 'declined') return attempted;
    const { message, code, declineCode } = attempted.decline;
    return { kind: 'declined', session: attempted.session, message, code, declineCode };
  });
}

type Chosen =
  | { kind: 'method'; method: Stripe.PaymentMethod; name: string | null; email: string }
  | { kind: 'invalid'; problems: Problems };

function choose(
  scope: Scope,
  session: Stripe.Checkout.Session,
  internals: SessionInternals,
  payment: Payment,
): Chosen {
  const known = session.customer_details?.email;
  if (payment.saved) {
    const method = savedMethods(scope, session).find(({ id }) => id === payment.saved);
    if (!method) return { kind: 'invalid', problems: { method: 'This saved method cannot be used here.' } };
    const { name, email } = method.billing_details;
    return { kind: 'method', method, name, email: known ?? email ?? payment.email?.trim() ?? '' };
  }
  const email = known ?? payment.email?.trim() ?? '';
  const checked = checkEntry(payment.entry, scope.nowMs());
  const problems = problemsOf(session, checked, payment.entry, email);
  if (checked.kind === 'invalid' || Object.keys(problems).length > 0) return { kind: 'invalid', problems };
  const kept = internals.paymentIntentData.setupFutureUsage === null ? 'unspecified' : 'limited';
  const shown = payment.keep && offersToSave(session) ? 'always' : kept;
  const details = {
    billing: { name: checked.name, email },
    // A method saved at the merchant's request is `limited`; the payer's own consent makes it `always`.
    redisplay: internals.redisplay ?? (session.mode === 'setup' ? readWorlds(scope.store).redisplay : shown),
  };
  const method =
    checked.kind === 'card'
      ? createCard(scope, checked.input, details)
      : createBank(scope, checked.input, details);
  return { kind: 'method', method, name: checked.name, email };
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
