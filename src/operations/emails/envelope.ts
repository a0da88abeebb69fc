import type { OutgoingEmail } from '../../adapters/email/transport.ts';
import type { emails, merchants } from '../../db/schema/index.ts';
import type { Mailer } from './mailer.ts';

/** Renders a message as it is sent; the result is not stored, since it holds links. */
export type Letter = (mailer: Mailer) => Promise<OutgoingEmail>;

type Row = typeof emails.$inferSelect;

/** Who a message is from, and to. */
export const envelope = async (row: Row, merchant: typeof merchants.$inferSelect, mailer: Mailer) => ({
  messageId: row.messageId,
  from: { name: merchant.displayName, address: mailer.from },
  to: row.recipient,
  replyTo: merchant.email,
  token: await mailer.returnPaths.token(row.id),
});
