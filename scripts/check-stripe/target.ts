import type Stripe from 'stripe';

/** How a payer pays on the hosted page. */
export type Entry =
  | {
      readonly card: string;
      /** What is entered in custom fields, by their labels. */
      readonly fields?: Readonly<Record<string, string>>;
    }
  | { readonly bank: string; readonly microdeposits?: boolean };

/** Where the payer is after pressing the button. `not driven`: nobody could press it here. */
export type Arrived = 'back at the merchant' | 'at the bank' | 'still on the page' | 'not driven';

/** A Stripe that probes are run against: the sandbox, or a real test account. */
export interface Target {
  readonly source: 'sandbox' | 'stripe';
  readonly stripe: Stripe;
  /** The same Stripe with another key. */
  readonly client: (key: string) => Stripe;
  /** The fields by which everything that a run makes is found again. */
  readonly mark: Readonly<Record<string, string>>;
  /** Seconds since the epoch, by that Stripe's clock: when the run began. */
  readonly since: number;
  /**
   * Waits for what comes later: the sandbox's clock is moved by up to this many days, Stripe is asked again for some
   * minutes. Null where it did not come.
   */
  readonly settle: <T>(read: () => Promise<T | null>, withinDays: number) => Promise<T | null>;
  readonly pay: (session: Stripe.Checkout.Session, entry: Entry) => Promise<Arrived>;
  /** How to ask on behalf of an account that has no US bank debits; null where there is none to ask for. */
  readonly withoutDebits: () => Promise<Stripe.RequestOptions | null>;
  readonly close: () => Promise<void>;
}
