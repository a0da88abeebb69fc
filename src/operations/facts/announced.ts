import type { Collectable } from '../../db/queries/collectable.ts';
import type { Announced } from '../../domain/collection/types.ts';
import { deliveryOf, told } from '../../domain/mail/delivery.ts';
import { mailboxKey } from '../core/mailbox.ts';
import { recipientsOf } from '../core/queue-message.ts';

/** What nobody got is said again after this, unless an address is corrected before. */
const AGAIN_AFTER_MS = 24 * 3_600_000;

type Messages = {
  readonly invoice: Pick<Collectable['invoice'], 'noticedFor'>;
  /** Who pays it. */
  readonly customer: Pick<Collectable['customer'], 'id' | 'email' | 'billingEmails' | 'contacts'>;
  readonly told: Collectable['told'];
};

/** Whether anybody got the messages that announce a charge of an invoice. */
export function announcedBy({ invoice, customer, told: all }: Messages): Announced {
  // What somebody else was told announces nothing to whoever pays.
  const messages = all.filter(({ aboutCustomerId }) => aboutCustomerId === customer.id);
  const sent = messages.filter(({ template }) => template === 'invoice_sent');
  const notices = messages.filter(
    ({ template, chargeAt }) => template === 'charge_notice' && chargeAt === invoice.noticedFor,
  );
  const noticed = told(notices.map(deliveryOf));
  // A notice that was still queued at the time of its charge was told to nobody: it is announced anew at once.
  const isTooLate = noticed === 'none' && notices.length > 0;
  // One that went to somebody else, who paid before.
  const isOthers =
    notices.length === 0 &&
    all.some(({ template, chargeAt }) => template === 'charge_notice' && chargeAt === invoice.noticedFor);
  const of = {
    sent: told(sent.map(deliveryOf)),
    notice: isTooLate || isOthers ? ('nobody' as const) : noticed,
  };
  const lost = noticed === 'nobody' ? notices : noticed === 'none' && of.sent === 'nobody' ? sent : [];
  const tried = new Set(lost.map(({ recipient }) => mailboxKey(recipient)));
  const isSame = recipientsOf(customer).every((address) => tried.has(mailboxKey(address)));
  const last = Math.max(...lost.map(({ createdAt }) => createdAt));
  // A copy that is sent later names no charge, and what nobody got named none.
  const named = sent.findLast((each) => each.chargeAt !== null && told([deliveryOf(each)]) !== 'nobody');
  return {
    ...of,
    charge: named?.chargeAt ?? null,
    retryAt: lost.length > 0 && isSame ? last + AGAIN_AFTER_MS : null,
  };
}
