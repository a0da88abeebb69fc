import type { InvoiceStatus } from '../invoice/status.ts';
import type { Told } from '../mail/delivery.ts';
import type { PaymentState } from '../payment/state.ts';
import type { Via } from '../payment/via.ts';
import type { Cap } from './caps.ts';

/** When an invoice is charged automatically. */
export type CollectPolicy = 'on_send' | 'on_due_date' | 'never';

/** The customer's own choice: none, opted in, or opted out. */
export type Autopay = 'default' | 'on' | 'off';

/** The stage shown to people. The next step is decided afresh each time and never from this. */
export type CollectStage = 'scheduled' | 'charging' | 'retrying' | 'needs_customer' | 'given_up' | 'off';

/** A method on file, as shown to people. */
export type MethodCard =
  | {
      readonly kind: 'card';
      readonly brand: string;
      readonly last4: string;
      readonly expMonth: number;
      readonly expYear: number;
    }
  | { readonly kind: 'us_bank_account'; readonly bankName: string | null; readonly last4: string }
  | { readonly kind: 'other'; readonly type: string };

/**
 * A method that a payment by link kept belongs to whoever paid: it is charged only where that is the customer, or the
 * customer confirmed it, and never once its owner refused.
 */
export type LinkStanding = 'confirmed' | 'not_confirmed' | 'refused';

/** The facts about a method on file that the rules read. */
export type MethodOnFile = {
  readonly id: string;
  readonly kind: MethodCard['kind'];
  readonly state: 'pending_verification' | 'usable' | 'unusable' | 'detached';
  readonly isDefault: boolean;
  /** The fallback order; lower is tried first. */
  readonly position: number;
  readonly fingerprint: string | null;
  readonly expMonth: number | null;
  readonly expYear: number | null;
  readonly addedAt: number;
  /** When it last paid, by link, in the portal or by itself. */
  readonly paidAt: number | null;
  /** When a bank last declined it; null once it has paid since, or was renewed. */
  readonly declinedAt: number | null;
  /** When the customer, or staff, last said that it comes first. */
  readonly defaultSetAt: number | null;
  /** Absent where no link kept it. */
  readonly link?: LinkStanding | null;
};

/** The merchant's settings of collecting. */
export type MerchantPolicy = {
  readonly policy: CollectPolicy;
  /** The local hour of charges on the due date, 0–23. */
  readonly hour: number;
  /** Days before a charge that its customer is notified; 0 for no notice. */
  readonly noticeDays: number;
  /** Days from a failed attempt to the next, one after the other. */
  readonly retryDays: readonly number[];
  /** Days after the due date, or the end of collecting, on which the customer is reminded. */
  readonly remindDays: readonly number[];
  readonly timeZone: string;
};

export type CustomerPolicy = {
  /** What the merchant chose for this customer. */
  readonly policy: CollectPolicy | null;
  readonly autopay: Autopay;
  /** When, where the customer opted in with a choice. */
  readonly autopayWhen: 'on_send' | 'on_due_date' | null;
  /** At most so much per invoice, by its currency; none at all for no limit. */
  readonly caps: readonly Cap[];
  /** Somebody who could be told of a charge. */
  readonly hasRecipient: boolean;
};

/** What a customer wants for an invoice that was open when a method came on file. */
export type Choice = 'pay_now' | 'on_due_date' | 'not_automatically';

/** That a customer was asked about an invoice, and what they chose. Instants in ms. */
export type InvoiceChoice = {
  readonly askedAt: number;
  readonly choice: Choice | null;
  readonly chosenAt: number | null;
};

/** An attempt at collecting one invoice. */
export type Attempt = {
  readonly paymentId: string;
  readonly via: Via;
  /** Of another customer than who pays it now. */
  readonly isOthers?: boolean;
  readonly state: PaymentState;
  readonly failureCode: string | null;
  /** Stripe's advice after the decline. */
  readonly adviceCode: string | null;
  readonly methodId: string | null;
  readonly fingerprint: string | null;
  readonly kind: MethodCard['kind'] | null;
  readonly claimedAt: number;
  readonly closedAt: number | null;
};

/** What one card or account failed, over all invoices: networks limit repeats. */
export type Spent = {
  /** Charges under way. Each may be declined yet, so each counts as one that was. */
  readonly open: number;
  readonly last24h: number;
  readonly last30d: number;
  /** Every failure that it ever had, each kind at least once: what must not be repeated has no end. */
  readonly failures: readonly { readonly code: string | null; readonly advice: string | null }[];
};

/** Whether anybody got what announces a charge: the invoice as it was sent, and the last notice. */
export type Announced = {
  readonly sent: Told;
  readonly notice: Told;
  /** The instant of the charge that the invoice named as it was sent; null where it named none. */
  readonly charge: number | null;
  /** Nobody got the last of them, and the addresses are the same: when (ms) it is tried again. */
  readonly retryAt: number | null;
};

/** In which ways an account can be paid. */
export type Takes = { readonly card: boolean; readonly ach: boolean };

/** The parts of an invoice's plan that are collected now, and what comes after them. */
export type CollectedPart = {
  /** When (ms) the next one's day comes. */
  readonly nextAt: number | null;
  /** The attempts at the parts before, which are not counted any more. */
  readonly earlier: readonly Attempt[];
  /** Those of them at parts that are still owed: a debit takes days, and the next part's day may come first. */
  readonly owed: readonly Attempt[];
};

/** Everything that the decision about an invoice depends on. Instants in ms; amounts in minor units. */
export type CollectionFacts = {
  readonly now: number;
  readonly merchant: MerchantPolicy;
  readonly customer: CustomerPolicy;
  readonly invoice: {
    readonly status: InvoiceStatus;
    readonly currency: string;
    /** What is collected now: all that remains, or what is asked for of a plan. */
    readonly amountRemaining: number;
    /** Where it has a plan; each part is collected on its day. Absent or null where it has none. */
    readonly part?: CollectedPart | null;
    readonly policy: CollectPolicy | null;
    readonly sentAt: number | null;
    /** Local date, `YYYY-MM-DD`. */
    readonly dueDate: string | null;
    /** The instant that its last notice announced; null where nobody got it. */
    readonly noticedFor: number | null;
    readonly announced: Announced;
    /** The method that it named; absent where it is not known. */
    readonly noticedMethod?: string | null;
    readonly reminders: number;
    /** The failed attempt that was last announced. */
    readonly notifiedOf: string | null;
    readonly isPausedByCustomer: boolean;
    /** Asked since a method came on file; null for an invoice that was sent after that. */
    readonly asked: InvoiceChoice | null;
    readonly isFrozen: boolean;
    readonly hasPendingVerb: boolean;
    /** Money was returned or lost in a dispute, so nothing is charged automatically any more. */
    readonly wasTakenBack: boolean;
  };
  /** Its open payment, whether autopay, the payer or staff started it. */
  readonly slot: {
    readonly state: PaymentState;
    readonly via: Attempt['via'];
    readonly flow: 'session' | 'intent';
    readonly claimedAt: number;
  } | null;
  /** Stripe can charge this amount in this currency. */
  readonly isChargeable: boolean;
  /** `held`: Stripe says that the account cannot take charges. */
  readonly connection: 'active' | 'paused' | 'held' | 'none';
  /** The ways in which the account can be paid; both where it is absent. */
  readonly takes?: Takes;
  /** The customer disputes a payment, so collecting waits. */
  readonly hasOpenDispute: boolean;
  readonly methods: readonly MethodOnFile[];
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
  /** By fingerprint; a method without an entry has no failures. */
  readonly spent: ReadonlyMap<string, Spent>;
};

/** Why nothing is charged automatically. */
export type RestReason =
  | 'settled'
  | 'not_sent'
  | 'policy_never'
  | 'opted_out'
  | 'over_cap'
  /** The customer set caps, and none in the invoice's currency. */
  | 'no_cap'
  | 'no_recipient'
  /** Nobody got what announces the charge. */
  | 'nobody_told'
  | 'no_method'
  | 'no_usable_method'
  /** Only a method that somebody paid with by link is left, and the customer has not confirmed it. */
  | 'not_confirmed'
  | 'paused_by_customer'
  /** A method came on file, and the customer has not said what becomes of what was open then. */
  | 'awaiting_choice'
  | 'not_connected'
  | 'not_chargeable'
  | 'taken_back'
  | 'needs_customer'
  | 'retries_used_up'
  | 'never_again';

/** Who decided when an invoice is charged automatically. */
export type Decider = 'customer' | 'invoice' | 'merchant_for_customer' | 'merchant';

/** Why a method is not tried. */
export type WhyNot =
  | 'detached'
  | 'pending'
  | 'unusable'
  | 'wrong_currency'
  /** The account cannot be paid in this way. */
  | 'not_taken'
  | 'expired'
  /** It failed this invoice with a code that says not to repeat it. */
  | 'failed'
  /** This card or account must not be tried again, whatever its id. */
  | 'never_again'
  /** A bank account that was presented for this invoice as often as the rules allow. */
  | 'presented_too_often'
  | 'network_limit'
  /** Its last charge was declined, for this invoice or another, so others come first. */
  | 'declined'
  /** Somebody else paid with it by link, and the customer has not confirmed it. */
  | 'not_confirmed'
  /** Its owner said that it may not be charged. */
  | 'refused';

/** A method that would have been charged before the one that is, and why it is not. */
export type PassedOver = { readonly methodId: string; readonly why: WhyNot };

/** Why an invoice is charged now, as the journal keeps it. Instants in ms. */
export type ChargeReason = {
  readonly policy: Exclude<CollectPolicy, 'never'>;
  readonly setBy: Decider;
  /** From when this attempt was due. */
  readonly dueAt: number;
  readonly noticedFor: number | null;
  /** From 1; counts the charges that a bank refused before it. */
  readonly attempt: number;
  readonly passedOver: readonly PassedOver[];
};

/** What to do about an invoice now. */
export type Step =
  /** Wait until then; null means until something changes. */
  | { readonly kind: 'rest'; readonly until: number | null; readonly reason: WaitReason | RestReason }
  /** Notify the customer now of a charge at `chargeAt`. */
  | { readonly kind: 'notice'; readonly chargeAt: number; readonly methodId: string }
  | { readonly kind: 'charge'; readonly methodId: string; readonly reason: ChargeReason }
  /** Remind the customer now, for the `number`th time. */
  | { readonly kind: 'remind'; readonly number: number };

/** Why it is checked again later. */
export type WaitReason =
  | 'scheduled'
  | 'noticed'
  | 'payment_open'
  | 'verb_pending'
  | 'paused'
  /** Stripe says that the account cannot take charges. */
  | 'account_held'
  | 'frozen'
  | 'disputed'
  | 'retry_later'
  | 'network_limit'
  | 'method_pending'
  /** The notice of the charge is still on its way. */
  | 'notice_waiting';

/** What is done where nothing is charged. */
export type QuietStep = Exclude<Step, { readonly kind: 'charge' }>;

/** A decision: the step, the stage, and the failure to notify both sides of, if one is unannounced. */
export type Decision<S extends Step = Step> = {
  readonly step: S;
  readonly stage: CollectStage;
  /** A failed autopay attempt that was not announced yet, with the instant of the next one, or null. */
  readonly notify: {
    readonly paymentId: string;
    /** Failures of other methods before it, oldest first, that were not announced either. */
    readonly before: readonly string[];
    readonly nextAttemptAt: number | null;
    /** The method of the next attempt, as things are now. */
    readonly nextMethodId: string | null;
    readonly isFinal: boolean;
    /** The payment by another method that collected the invoice after all. */
    readonly paidBy: string | null;
  } | null;
};
