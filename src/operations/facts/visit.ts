import type { MerchantView } from '../../domain/invoice/view.ts';
import type { ScheduleRights } from '../../domain/schedule/rights.ts';

/**
 * A signed-in visitor, acting for one customer. Everything that is read is scoped by the three ids of {@link Owner}.
 */
export type Visit = Owner & {
  readonly sessionId: string;
  /**
   * The address that signed in, ASCII letters in lower case; null if the business opened the portal through the API.
   */
  readonly personEmail: string | null;
  /** The CSRF token of every form; see routes/portal/guard.ts. */
  readonly csrf: string;
  /** BCP 47, the customer's language, else the merchant's. */
  readonly locale: string;
  readonly customer: {
    readonly name: string;
    readonly email: string | null;
    /** The name of another customer that pays its invoices by itself; null where none does. */
    readonly paidBy: string | null;
  };
  readonly merchant: MerchantView & {
    readonly timeZone: string;
    readonly defaultCurrency: string;
    /** Whether invoices can be paid by link at all. */
    readonly paymentLinks: boolean;
    /** Whether an invoice may be paid in part. */
    readonly partPayments: boolean;
  };
  /** The merchant's active connection to Stripe in this mode, or null. */
  readonly connectionId: string | null;
  /** Whether the business lets them change their own billing details. */
  readonly mayEditDetails: boolean;
  /** What the business lets them do to their billing schedules, and whether there are any. */
  readonly scheduleRights: ScheduleRights;
  readonly hasSchedules: boolean;
  /** How many customers this person may pick from. */
  readonly choices: number;
};

/** Scopes what a visit may read: data outside all three ids does not exist for it. */
export type Owner = {
  readonly customerId: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  /** The customers that it pays for, whose invoices it sees and pays. */
  readonly childIds?: readonly string[] | undefined;
};
