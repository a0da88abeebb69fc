const REASON = /^([A-Za-z ]+): (\d{3})[ -]?(?:([245]\.\d{1,3}\.\d{1,3})\b)?/;

/** The enhanced status code (RFC 3463) in a transport's reason, or its reply's three digits, such as `RCPT TO: 550 5.1.1 no such user`. */
export function statusIn(reason: string): string | null {
  const [, , code, enhanced] = REASON.exec(reason) ?? [];
  return enhanced ?? code ?? (/^E_[A-Z_]+$/.test(reason) ? reason : null);
}

/**
 * Bad destination mailbox, system or syntax; moved; a domain that takes no mail (RFC 3463 section 3.2, RFC 7505). Not
 * 5.1.0, which servers use for any address trouble, the sender's included.
 */
const NO_SUCH_ADDRESS = ['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10'];
/** Replies to RCPT TO that are about the address itself: bad syntax, not local, name not allowed (RFC 5321, 4.2.2). */
const NO_SUCH_RECIPIENT = ['501', '551', '553'];

/**
 * Whether what a server said means that the address does not exist, so that no other message gets there either. A full
 * mailbox, a block by reputation or a message that is too large says nothing about it, nor does a bare 550.
 */
export function condemnsAddress(reason: string, statusCode: string | null): boolean {
  if (statusCode === null) return false;
  if (NO_SUCH_ADDRESS.includes(statusCode)) return true;
  // Cloudflare's own list of addresses that bounced or complained.
  if (statusCode === 'E_RECIPIENT_SUPPRESSED') return true;
  return reason.startsWith('RCPT TO: ') && NO_SUCH_RECIPIENT.includes(statusCode);
}
