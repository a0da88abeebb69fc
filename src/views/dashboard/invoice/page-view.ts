import type { InvoiceView } from '../../../domain/invoice/view.ts';

export type Tone = 'plain' | 'good' | 'wait' | 'bad';

/** Something at Stripe, with where it is seen there; null for what has no page of its own. */
export type StripeRef = { readonly id: string; readonly href: string | null };

/** A link to what may be done, whose full label names what it is done to. */
export type ActLink = { readonly href: string; readonly label: string; readonly fullLabel?: string };

/** Money that was asked for: what became of it, and what may be done about it. */
type Asked = {
  readonly at: string;
  readonly amount: string;
  readonly state: string;
  readonly tone: Tone;
  /** Why it failed, what the payer is told of that, and what Stripe advises. */
  readonly why: readonly string[];
  readonly stripe: StripeRef | null;
  readonly acts: readonly ActLink[];
};

export type AttemptView = Asked & {
  /** Of a payment for several invoices, what it came to in all. */
  readonly ofAll: string | null;
  readonly how: string;
  readonly via: string;
};

export type RefundView = Asked & { readonly by: string };

export type MailView = {
  readonly at: string;
  readonly what: string;
  readonly to: string;
  readonly delivery: string;
  readonly tone: Tone;
  /** What the mail server said, and whether the address is known not to exist. */
  readonly words: readonly string[];
};

export type EntryView = {
  readonly at: string;
  readonly what: string;
  readonly who: string;
  readonly from: string;
  readonly stripe: readonly StripeRef[];
};

/** One invoice as staff see it. Texts, dates and amounts come in finished. */
export type InvoicePageView = {
  readonly invoice: InvoiceView;
  readonly customer: { readonly name: string; readonly href: string };
  /** The list of all invoices. */
  readonly listHref: string;
  readonly next: readonly string[];
  /** The one primary action, and the others. */
  readonly primary: ActLink | null;
  readonly acts: readonly ActLink[];
  /** What is undone by a press, and so is done by one: its form's id makes pressing twice do it once. */
  readonly toggle: { readonly action: string; readonly label: string; readonly form: string } | null;
  /** `open` is the page as staff open it, which isn't taken for the customer's visit. */
  readonly links: { readonly page: string; readonly open: string; readonly pdf: string } | null;
  readonly facts: readonly (readonly [label: string, text: string])[];
  /** Of all that says when below. */
  readonly timeZone: string;
  readonly attempts: readonly AttemptView[];
  readonly refunds: readonly RefundView[];
  readonly mails: readonly MailView[];
  readonly history: readonly EntryView[];
  readonly older: string | null;
  readonly newest: string | null;
  /** Where watching begins or ends; null where there is no money to wait for. */
  readonly watch: { readonly href: string; readonly isOn: boolean } | null;
  readonly said: string | null;
};
