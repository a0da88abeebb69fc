import type { MethodCard } from '../../domain/collection/types.ts';
import type { BlockedFor } from '../../domain/methods/state-reason.ts';
import type { StripeResult } from './port-result.ts';

/** A PaymentMethod as Stripe has it now. */
export type StripeMethod = {
  readonly stripePaymentMethodId: string;
  readonly card: MethodCard;
  readonly fingerprint: string | null;
  /** Stripe says that it cannot be debited any more (a bank account that is closed or blocked). */
  readonly isBlocked: boolean;
  /** Stripe's reason of that, such as `bank_account_closed`. */
  readonly blockedFor: BlockedFor | null;
  readonly createdAt: number;
};

/** What a Stripe customer has on file. */
export type MethodsOnFile = {
  /** Oldest first. */
  readonly methods: readonly StripeMethod[];
  /** `invoice_settings.default_payment_method`, which a person may have chosen in Stripe's dashboard. */
  readonly defaultId: string | null;
};

export interface MethodsPort {
  /** Every card and US bank account of a Stripe customer; `refused` with resource_missing where it is deleted. */
  listMethods(stripeCustomerId: string): Promise<StripeResult<MethodsOnFile>>;
  detachMethod(stripePaymentMethodId: string, idempotencyKey: string): Promise<StripeResult<null>>;
}
