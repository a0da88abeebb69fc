import type { OutgoingEmail } from '../../adapters/email/transport.ts';
import type { emails, merchants } from '../../db/schema/index.ts';
import type { Mailer } from './mailer.ts';

/** Renders a message as it is sent; the result is not stored, since it holds links. */
export type Letter = (mailer: Mailer) => Promise<OutgoingEmail>;

type Row = typeof emails.$inferSelect;

/** Answers go where the business reads them now, whatever its invoice showed when it was issued. */
export const envelope = async (
  row: Row,
  { merchant, name }: { readonly merchant: typeof merchants.$inferSelect; readonly name: string },
  mailer: Mailer,
) => ({
  messageId: row.messageId,
  from: { name, address: mailer.from },
  to: row.recipient,
  replyTo: merchant.replyTo ?? merchant.email,
  token: await mailer.returnPaths.token(row.id),
});
