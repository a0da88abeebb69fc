import type { MerchantView } from '../../domain/invoice/view.ts';

/** Somebody signed in, on behalf of one customer. Everything that is read is scoped by the three ids of {@link Owner}. */
export type Visit = Owner & {
  readonly sessionId: string;
  /** The address that signed in, ASCII letters in lower case; null where the business opened the portal by the API. */
  readonly personEmail: string | null;
  /** Goes into every form; see routes/portal/guard.ts. */
  readonly csrf: string;
  /** BCP 47, the customer's language, else the merchant's. */
  readonly locale: string;
  readonly customer: { readonly name: string; readonly email: string | null };
  readonly merchant: MerchantView & {
    readonly timeZone: string;
    readonly defaultCurrency: string;
    /** Invoices are paid by link at all. */
    readonly paymentLinks: boolean;
    /** A part of an invoice may be paid. */
    readonly partPayments: boolean;
  };
  /** The merchant's active connection to Stripe in this mode, or null. */
  readonly connectionId: string | null;
  /** How many customers this person may pick from. */
  readonly choices: number;
};

/** Whose data a visit may see: what is not of all three does not exist for it. */
export type Owner = {
  readonly customerId: string;
  readonly merchantId: string;
  readonly livemode: boolean;
};
