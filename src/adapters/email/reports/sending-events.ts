import type { Reported } from '../../../domain/mail/delivery.ts';
import type { SendingEvent } from '../types.ts';
import { withoutAddresses } from '../without-addresses.ts';

/** What each event says became of a message. A deferred one is still tried; one that failed or was rejected got to nobody. */
const EVENTS: ReadonlyMap<string, Reported> = new Map([
  ['cf.email.sending.message.delivered', 'delivered'],
  ['cf.email.sending.message.deferred', 'delayed'],
  ['cf.email.sending.message.bounced', 'bounced'],
  ['cf.email.sending.message.failed', 'bounced'],
  ['cf.email.sending.message.rejected', 'bounced'],
  ['cf.email.sending.message.complained', 'complained'],
]);

/** As the binding refuses what it is not given: the domain knows it by this code. */
const SUPPRESSED = 'E_RECIPIENT_SUPPRESSED';

/**
 * Reads an event of Cloudflare's Email Service, or null for anything else. Fields that a failure before SMTP lacks are left
 * unknown, never made up. https://developers.cloudflare.com/email-service/platform/event-subscriptions/
 */
export function readSendingEvent(body: unknown): SendingEvent | null {
  const event = typeof body === 'string' ? parsed(body) : body;
  const reported = EVENTS.get(textAt(event, 'type') ?? '');
  const transportId = textAt(event, 'payload', 'messageId');
  if (reported === undefined || transportId === null) return null;
  const of = (...path: string[]) => textAt(event, 'payload', ...path);
  const words = [
    of('delivery', 'smtpResponse'),
    of('bounce', 'reason'),
    of('rejection', 'detail'),
    of('rejection', 'reason'),
    of('failure', 'reason'),
    of('complaint', 'type'),
  ].find((text) => text !== null);
  const code = /^[245]\.\d{1,3}\.\d{1,3}$/.exec(of('delivery', 'smtpEnhancedStatusCode') ?? '')?.[0] ?? null;
  const isSuppressed = /suppress/i.test(`${of('rejection', 'reason')} ${of('rejection', 'detail')}`);
  return {
    transportId,
    outcome: {
      recipient: of('recipient'),
      reported,
      statusCode: isSuppressed ? SUPPRESSED : code,
      words: reported === 'delivered' || words === undefined ? null : withoutAddresses(words).slice(0, 200),
    },
  };
}

function textAt(value: unknown, ...path: readonly string[]): string | null {
  let at = value;
  for (const name of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, name) : null;
  return typeof at === 'string' && at !== '' ? at : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
