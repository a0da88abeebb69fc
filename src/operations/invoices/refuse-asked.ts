import type { CreditStanding } from '../../domain/credit/spend.ts';
import { type InvoiceFacts, refuseOfflinePayment, refuseVerb } from '../../domain/invoice/state.ts';
import type { PendingVerb } from '../../domain/invoice/status.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import { refuseCredit, refusePartOutside } from './stranded-rest.ts';

/** A verb that forbids money, as it is asked for. */
export type Verb = PendingVerb extends infer V
  ? V extends PendingVerb
    ? Omit<V, 'commandId' | 'requestedAt' | 'sweptAt'>
    : never
  : never;

/** Why a verb is refused on an invoice in its current state, or null. */
export function refuseAsked(
  ctx: Context,
  invoice: InvoiceFacts & { readonly currency: string },
  verb: Verb,
  credits: readonly CreditStanding[],
): Rejection | null {
  const refusal = refuseVerb(invoice, verb.verb);
  if (refusal !== null) return refusal;
  switch (verb.verb) {
    case 'void':
    case 'mark_uncollectible':
    // What it may credit is worked out with its lines, and what it may reverse with what was recorded.
    case 'credit_note':
    case 'reverse_payment':
      return null;
    case 'apply_credit':
      return refuseCredit(ctx, invoice, verb, credits);
    case 'record_payment': {
      const { surplus, payment } = verb;
      const exceeds = surplus === 'credit' ? null : refuseOfflinePayment(invoice, payment.amount);
      return exceeds ?? refusePartOutside(ctx, invoice, { ...verb, amount: payment.amount });
    }
    default:
      return verb satisfies never;
  }
}
