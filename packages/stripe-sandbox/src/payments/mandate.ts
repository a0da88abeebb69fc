import type { Stripe } from 'stripe';
import { parameterMissing } from '../core/api-error.ts';
import { changed, emit } from '../core/emit.ts';
import { allOf, find, type Scope, save } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import type { MandateData } from './mandate-data.ts';

interface MandateInput {
  method: Stripe.PaymentMethod;
  /** How the payer agreed. Where nothing is said of it, it was online, now. */
  data?: MandateData | undefined;
  /** Minor units; null for a mandate that covers any number of payments. */
  singleUse: { amount: number; currency: string } | null;
  /** `pending` while the bank account is not verified. */
  status: 'active' | 'pending';
}

/** The payer's permission to debit, for one payment or for all that follow. */
export function createMandate(scope: Scope, input: MandateInput): Stripe.Mandate {
  const { method, singleUse } = input;
  const mandate: Stripe.Mandate = {
    id: scope.ids.next('mandate'),
    object: 'mandate',
    customer_acceptance: acceptance(scope, input.data),
    livemode: false,
    ...(singleUse === null ? { multi_use: {} } : { single_use: singleUse }),
    payment_method: method.id,
    payment_method_details:
      method.type === 'card' ? { type: 'card', card: {} } : { type: 'us_bank_account', us_bank_account: {} },
    status: input.status,
    type: singleUse === null ? 'multi_use' : 'single_use',
  };
  saveMandate(scope, mandate);
  return mandate;
}

/** Throws, in a world that has it so, where nobody said that the payer agreed to a debit that is new. */
export function refuseWithoutMandate(
  scope: Scope,
  { mandateData, agreedOnPage }: { mandateData?: MandateData | undefined; agreedOnPage?: boolean },
): void {
  if (mandateData !== undefined || agreedOnPage || readWorlds(scope.store).mandates === 'made_up') return;
  throw parameterMissing('mandate_data');
}

/** Changes a mandate's status, with `mandate.updated` where it is different. */
export function setMandateStatus(scope: Scope, id: string, status: Stripe.Mandate.Status): void {
  const mandate = find(scope, 'mandate', id);
  if (!mandate || mandate.status === status) return;
  const updated: Stripe.Mandate = { ...mandate, status };
  saveMandate(scope, updated);
  emit(scope, 'mandate.updated', updated, changed(mandate, updated));
}

/** The mandate under which a saved bank account can be debited again, if it has one. */
export function standingMandate(scope: Scope, methodId: string): Stripe.Mandate | undefined {
  return mandatesOf(scope, methodId).find(({ type, status }) => type === 'multi_use' && status === 'active');
}

/** Ends all of a payment method's mandates: its bank said that it must not be debited again. */
export function endMandates(scope: Scope, methodId: string): void {
  for (const { id } of mandatesOf(scope, methodId)) setMandateStatus(scope, id, 'inactive');
}

function mandatesOf(scope: Scope, methodId: string): Stripe.Mandate[] {
  return allOf(scope, 'mandate', 'payment_method', methodId).map(({ value }) => value);
}

function saveMandate(scope: Scope, mandate: Stripe.Mandate): void {
  const { payment_method: method } = mandate;
  save(scope, 'mandate', mandate.id, mandate, {
    payment_method: typeof method === 'string' ? method : method.id,
  });
}

function acceptance(scope: Scope, data: MandateData | undefined): Stripe.Mandate.CustomerAcceptance {
  const given = data?.customer_acceptance;
  const accepted_at = given?.accepted_at ?? scope.now();
  if (given?.type === 'offline') return { accepted_at, offline: {}, type: 'offline' };
  const online = given?.online ?? { ip_address: '127.0.0.1', user_agent: 'sandbox' };
  return { accepted_at, online, type: 'online' };
}
