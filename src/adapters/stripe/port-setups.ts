import type { BankAccount } from '../../domain/methods/bank-account.ts';
import type { DepositAnswer } from '../../domain/methods/deposits.ts';
import type { SetupFacts, SetupSessionFacts } from '../../domain/methods/setup.ts';
import type { StripeResult } from './port-result.ts';
import type { SessionParams } from './port-sessions.ts';

/** The order for a Checkout Session that saves a payment method. */
export type SetupSessionOrder = {
  readonly stripeCustomerId: string;
  /** A card, or a US bank account that is verified at once. */
  readonly kind: 'card' | 'bank_instant';
  readonly metadata: Readonly<Record<string, string>>;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresAtMs: number;
  readonly locale: string;
};

/** A typed-in bank account, and how its holder agreed to debits. */
export type BankSetupOrder = {
  readonly stripeCustomerId: string;
  readonly account: BankAccount;
  /** A page of ours. Nobody is sent there, but Stripe may want to know it. */
  readonly returnUrl: string;
  /** Where Stripe may send mail about the mandate; null for nowhere. */
  readonly email: string | null;
  readonly acceptance: {
    readonly acceptedAt: number;
    readonly ipAddress: string;
    readonly userAgent: string;
  };
  readonly metadata: Readonly<Record<string, string>>;
};

/** Saving payment methods with Stripe's SetupIntents. */
export interface SetupsPort {
  /** `params` with its links filled in. */
  createSetupSession(params: SessionParams, idempotencyKey: string): Promise<StripeResult<SetupSessionFacts>>;
  retrieveSetupSession(sessionId: string): Promise<StripeResult<SetupSessionFacts>>;
  /** The session that names the set-up, among the customer's made since then, or null. */
  findSetupSession(
    stripeCustomerId: string,
    setupId: string,
    createdSinceMs: number,
  ): Promise<StripeResult<SetupSessionFacts | null>>;
  /** Creates and confirms a SetupIntent that sends test deposits. Its request is never stored. */
  createBankSetup(order: BankSetupOrder, idempotencyKey: string): Promise<StripeResult<SetupFacts>>;
  retrieveSetup(setupIntentId: string): Promise<StripeResult<SetupFacts>>;
  /** The SetupIntent that names the set-up, among the customer's made since then, or null. */
  findSetup(
    stripeCustomerId: string,
    setupId: string,
    createdSinceMs: number,
  ): Promise<StripeResult<SetupFacts | null>>;
  /** `refused` for a wrong answer, with Stripe's code; a wrong one counts as a try. */
  verifyDeposits(
    setupIntentId: string,
    answer: DepositAnswer,
    idempotencyKey: string,
  ): Promise<StripeResult<SetupFacts>>;
  cancelSetup(setupIntentId: string, idempotencyKey: string): Promise<StripeResult<SetupFacts>>;
}
