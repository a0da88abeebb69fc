import type { Reported } from '../../domain/mail/delivery.ts';

/** What a report says of one recipient. `words` hold no address. */
export type ReportedOutcome = {
  /** As the report names the recipient, for telling several apart; null where it does not. */
  readonly recipient: string | null;
  readonly reported: Reported;
  /** RFC 3463; null where the report has none, which is never made up. */
  readonly statusCode: string | null;
  readonly words: string | null;
};

/** A report about one of our messages (`eml_…`). */
export type MailReport = { readonly emailId: string; readonly outcomes: readonly ReportedOutcome[] };

/**
 * Why a mail is no report: it answers no message of ours (nobody without our key can name one), or has no part that a
 * machine can read (an absence note, a person's answer).
 */
export type NoReport = 'not_ours' | 'not_a_report';

/** Reads delivery reports (RFC 3464) and complaints (RFC 5965) about our messages. */
export interface MailReports {
  /** `to` is the envelope's recipient; `raw` may be cut off at its end. Never throws for what it is given. */
  read(mail: { readonly to: string; readonly raw: Uint8Array }): Promise<MailReport | NoReport>;
}

/** What the mail service says became of a message, which it names as it did when it took it. */
export type SendingEvent = { readonly transportId: string; readonly outcome: ReportedOutcome };
/** Reads a message of the queue that the service tells its events to; null where it is none. */
export type ReadSendingEvent = (body: unknown) => SendingEvent | null;

/** Makes and reads the addresses that reports come back to: they name the message, and cannot be forged. */
export interface ReturnPaths {
  /** Letters and digits in lower case, 55 of them, since servers on the way change anything else. */
  token(emailId: string): Promise<string>;
  /** The message of a token in any case; null for a forged one. */
  open(token: string): Promise<string | null>;
}

/** Why a provider's call is not taken: not signed by a secret of ours within five minutes, or nothing that we read. */
export type NoWebhook = 'not_signed' | 'not_readable';

/** Verifies and reads what a mail provider posts: an event as JSON, or a report as it arrived (`message/rfc822`). */
export interface EmailWebhooks {
  read(
    headers: { readonly id: string; readonly timestamp: string; readonly signature: string },
    type: string,
    body: Uint8Array,
  ): Promise<MailReport | NoReport | NoWebhook>;
}
