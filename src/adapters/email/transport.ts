/** A mail that is ready to send: every text is final. */
export type OutgoingEmail = {
  /** With its angle brackets: `<…@…>`. The same for every attempt at the same message. */
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  /** One address, of the envelope: what became of a message is known for each recipient. */
  readonly to: string;
  /** Whom its header names, where it is one message to several: the first as its recipient, the others in copy. */
  readonly shownTo?: readonly [string, ...string[]];
  readonly replyTo: string | null;
  /** Names the message in reports about it. */
  readonly token: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments: readonly EmailAttachment[];
};

export type EmailAttachment = {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
};

/**
 * What became of one attempt.
 * - `accepted`: the transport accepted the message. It may still bounce later.
 * - `refused`: it was certainly not sent. `permanent`: the same message to the same address will be refused again.
 * - `unknown`: the answer was lost after the whole message had been handed over, so it may have been sent.
 *
 * `reason` is for staff and logs: protocol codes and the server's words, with addresses taken out.
 */
export type SendResult =
  /** `transportId`: the service's own name of the message, where it gives one, by which its events name it. */
  | { readonly kind: 'accepted'; readonly transportId?: string }
  | { readonly kind: 'refused'; readonly permanent: boolean; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Attempts to send one message, once. It never retries and never throws for an external failure. */
export interface EmailTransport {
  send(email: OutgoingEmail): Promise<SendResult>;
}
