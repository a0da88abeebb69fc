import type { Role } from '../../../src/domain/staff/roles.ts';
import type { Fields } from '../../support/worker/portal.ts';

/** Ids of the business whose pages are asked for. */
export type Ids = {
  readonly merchantId: string;
  /** A member who is there for this request alone. */
  readonly memberId: string;
  /** An open invitation, likewise. */
  readonly invitationId: string;
  /** A customer without invoices, and an import that waits for a person. */
  readonly customerId: string;
  readonly importId: string;
  /** The same of invoices. */
  readonly invoiceImportId: string;
  /** The same of schedules, and of Stripe's subscriptions. */
  readonly scheduleImportId: string;
  readonly subscriptionImportId: string;
  /** A draft without lines. */
  readonly draftId: string;
  /** A running import of mapped clients, and an account that the business had before. */
  readonly clientImportId: string;
  readonly formerConnectionId: string;
  /** Something done to several invoices at once. */
  readonly bulkId: string;
  /** A payment that succeeded, for no invoice, of a customer of its own. */
  readonly paymentId: string;
  /** A schedule that begins long after, of a customer of its own. */
  readonly scheduleId: string;
  /** A dispute of it, which is decided. */
  readonly disputeId: string;
  /** A job that is done. */
  readonly jobId: string;
  /** A webhook endpoint, and an event that it took. */
  readonly endpointId: string;
  readonly eventId: string;
};

/** One route of a business's pages: who may ask for it, and what they are answered. */
export type Row = {
  /** Method and path below the business, as registered: `POST /members/:person/role`. */
  readonly route: string;
  readonly may: readonly Role[];
  /** The answer for those who may. */
  readonly answers: number;
  /** The path below the business; the route's own where it has no parameter. */
  readonly path?: (ids: Ids) => string;
  readonly fields?: (ids: Ids) => Fields;
  /** Its fields name something of the business: at another it is not found. */
  readonly namesInFields?: true;
  /** Its path names nothing of the business: at another it leads to that one's own. */
  readonly namesNothing?: true;
  /** Whoever asks is no member afterwards. */
  readonly spendsAsker?: true;
};

export const EVERYBODY: readonly Role[] = ['owner', 'finance', 'technician', 'read_only'];
