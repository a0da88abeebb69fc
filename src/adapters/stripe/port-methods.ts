import type { MethodCard } from '../../domain/collection/types.ts';
import type { BlockedFor } from '../../domain/methods/state-reason.ts';
import type { StripeResult } from './port-result.ts';

/** A PaymentMethod as Stripe has it now. */
export type StripeMethod = {
  readonly stripePaymentMethodId: string;
  readonly card: MethodCard;
  readonly fingerprint: string | null;
  /** True where it can no longer be debited (a closed or blocked bank account). */
  readonly isBlocked: boolean;
  /** Stripe's reason of that, such as `bank_account_closed`. */
  readonly blockedFor: BlockedFor | null;
  readonly createdAt: number;
};

/** A Stripe customer's saved methods. */
export type MethodsOnFile = {
  /** Oldest first. */
  readonly methods: readonly StripeMethod[];
  /** `invoice_settings.default_payment_method`, which staff may have set in Stripe's dashboard. */
  readonly defaultId: string | null;
};

export interface MethodsPort {
  /** Every card and US bank account of a Stripe customer; `refused` with resource_missing where it is deleted. */
  listMethods(stripeCustomerId: string): Promise<StripeResult<MethodsOnFile>>;
  detachMethod(stripePaymentMethodId: string, idempotencyKey: string): Promise<StripeResult<null>>;
}
