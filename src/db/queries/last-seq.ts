import { sql } from 'drizzle-orm';
import { invoices } from '../schema/index.ts';

/** The last entry of an invoice's journal. */
export const LAST_SEQ = sql<number>`coalesce((SELECT max(seq) FROM journal WHERE stream_type = 'invoice' AND stream_id = ${invoices.id}), 0)`;
