import type { MethodCard } from '../collection/types.ts';
import type { Cadence } from './recurrence.ts';

type About = { readonly scheduleId: string; readonly name: string };

/** A period that will be invoiced: its days, the day of its invoice, and what it comes to with tax (minor units); local dates. */
export type BilledPeriod = {
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly amount: number | null;
};

/** What is billed when, and whether it is charged by itself. */
export type Billing = {
  readonly currency: string;
  readonly cadence: Cadence;
  readonly next: readonly BilledPeriod[];
  /** What is counted is added to the amounts. */
  readonly isCounted: boolean;
  /** The day of the last invoice; null without an end. */
  readonly lastOn: string | null;
  readonly charge: 'on_send' | 'on_due_date' | null;
  /** What it would be charged with today. */
  readonly method: MethodCard | null;
};

/** What a customer is mailed of a billing schedule, stored with its cause. `…_business` goes to the business. */
export type ScheduleMessage =
  | ({ readonly template: 'schedule_created' } & Billing & About)
  /** It goes on, and is invoiced more or less often; `from` is the first day of that. */
  | ({ readonly template: 'schedule_cadence'; readonly from: string } & Billing & About)
  /** No invoice is made for days after `lastDay`; null where nothing was invoiced. */
  | ({
      readonly template: 'schedule_ended';
      readonly isOver: boolean;
      readonly lastDay: string | null;
    } & About)
  /** Told before the first invoice with the new price, or at once where it holds at once. */
  | ({
      readonly template: 'schedule_price';
      readonly currency: string;
      readonly version: number;
      readonly cadence: Cadence;
      readonly was: number;
      readonly becomes: number;
      /** The first day that the new price is for. */
      readonly from: string;
      /** The day of the first invoice with it; null where it holds for a period that was invoiced, whose rest is settled by the day. */
      readonly invoicedOn: string | null;
      readonly isCounted: boolean;
    } & About)
  /** The customer did it in the portal, and is told that it is done. */
  | ({ readonly template: 'schedule_paused' } & About)
  | ({ readonly template: 'schedule_resumed'; readonly nextOn: string | null } & About)
  /** To the business: its customer did it in the portal. */
  | ({
      readonly template: 'schedule_by_customer_business';
      readonly did: 'paused' | 'resumed' | 'ended';
      readonly lastDay: string | null;
    } & About);
