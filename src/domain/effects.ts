import type { Json } from './json.ts';
import { fields, integer, type Read, type Shape, text, yesOrNo } from './shape.ts';

const ofInvoice = fields({ invoiceId: text });
const ofCustomer = fields({ customerId: text });
const ofMethod = fields({ methodId: text });

/** Everything that may have to be done in the world, and what it is told: where to look, and no more. */
const EFFECTS = {
  email: fields({ emailId: text }),
  mail_sign_in: fields({ signInId: text }),
  mail_staff_sign_in: fields({ signInId: text }),
  /** What the command line left: it sends no mail itself. */
  mail_invitation: fields({ invitationId: text }),
  tell_voided: ofInvoice,
  finish_verb: ofInvoice,
  collect: ofInvoice,
  replan_collection: fields({ merchantId: text }),
  expire_payment: fields({ paymentId: text }),
  send_refund: fields({ refundId: text }),
  /** Its events may have come while it was not known whose they were. */
  record_refunds_and_disputes: fields({ paymentId: text }),
  refund_surplus: fields({ creditId: text }),
  /** The invoice is what it is wanted for. */
  ensure_stripe_customer: fields({ customerId: text }, { invoiceId: text }),
  follow_customer: fields({ customerId: text, connectionId: text }),
  sync_methods: fields({ customerId: text, connectionId: text }),
  remove_method: ofMethod,
  finish_opt_out: ofCustomer,
  /** A part of what is done to many invoices at once: those from this place on. */
  bulk_act: fields({ bulkId: text, from: integer }),
  /** What a schedule made is issued and sent; before that, what a change in a period's midst gives back. */
  issue_period: fields({ scheduleId: text, number: integer, part: integer, sends: yesOrNo }),
  /** A schedule's customer is told of a new price, unless the terms were changed once more. `isSettled`: it holds at once. */
  tell_price: fields({ scheduleId: text, version: integer, from: text, isSettled: yesOrNo }),
};

export type EffectKind = keyof typeof EFFECTS;
export type EffectPayload<K extends EffectKind> = Read<(typeof EFFECTS)[K]>;

/** What is to be done: one case a kind. */
export type Task<Kinds extends EffectKind = EffectKind> = {
  [K in Kinds]: { readonly kind: K; readonly payload: EffectPayload<K> };
}[Kinds];

/** Something to do in the world, committed with its cause. */
export type Effect<Kinds extends EffectKind = EffectKind> = {
  [K in Kinds]: {
    readonly id: string;
    readonly kind: K;
    readonly payload: EffectPayload<K>;
    /** Not before this instant, ms; now where absent. */
    readonly dueAt?: number;
  };
}[Kinds];

type Stored = { readonly kind: string; readonly payload: Json | undefined };

/** A stored row → what is to be done; null where another version wrote what this one cannot read. */
export function parseEffect(row: { readonly kind: string; readonly payload: Json }): Task | null {
  const shapes: Readonly<Record<string, Shape<Json>>> = EFFECTS;
  const shape = Object.hasOwn(shapes, row.kind) ? shapes[row.kind] : undefined;
  const stored = { kind: row.kind, payload: shape?.(row.payload) };
  return isTask(stored) ? stored : null;
}

const isTask = (stored: Stored): stored is Task => stored.payload !== undefined;
