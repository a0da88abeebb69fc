import type { Endpoint } from '../../domain/account/endpoints.ts';
import type { AccountStatus } from '../../domain/account/status.ts';
import type { StripeResult } from './port-result.ts';

/** What is asked for with a new account. What its owner still has to say, Stripe asks them itself. */
export type NewAccount = {
  readonly displayName: string;
  readonly email: string;
  /** ISO 3166; null where Stripe asks its owner. */
  readonly country: string | null;
  /** ISO 4217. */
  readonly currency: string;
  readonly url: string | null;
  readonly metadata: Readonly<Record<string, string>>;
};

/** What an OAuth code gave. The keys that Stripe sends along are not used: `Stripe-Account` names the account. */
export type Authorized = {
  readonly account: string;
  readonly livemode: boolean;
  readonly mayWrite: boolean;
};

/** How an account stands; its endpoints are read by themselves, since they are the platform's. */
export type AccountRead = Omit<AccountStatus, 'endpoints'>;

export interface AccountsPort {
  /** The account of this connection. `refused` with `account_invalid` where it is not connected any more. */
  retrieveAccount(): Promise<StripeResult<AccountRead>>;
  /** The account's newest customers, a page of them, whoever made them. */
  listNewestCustomers(): Promise<
    StripeResult<{ readonly ids: readonly string[]; readonly hasMore: boolean }>
  >;
}

/** What a platform does with accounts, whoever's they are. */
export interface PlatformPort {
  /** Exchanges an OAuth code, once: to send it again revokes what it gave. */
  exchangeCode(code: string): Promise<StripeResult<Authorized>>;
  deauthorize(clientId: string, account: string): Promise<StripeResult<null>>;
  createAccount(request: NewAccount, idempotencyKey: string): Promise<StripeResult<{ readonly id: string }>>;
  /** Finds the account whose metadata says this, after the answer was lost; null where there is none. */
  findAccount(name: string, value: string): Promise<StripeResult<{ readonly id: string } | null>>;
  /** Makes a link to Stripe's onboarding, good once and for minutes. */
  createOnboardingLink(
    account: string,
    urls: { readonly refreshUrl: string; readonly returnUrl: string },
  ): Promise<StripeResult<{ readonly url: string; readonly expiresAt: number }>>;
  listEndpoints(): Promise<StripeResult<readonly Endpoint[]>>;
}
