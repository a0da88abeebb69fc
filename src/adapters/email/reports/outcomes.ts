import type { Reported } from '../../../domain/mail/delivery.ts';
import type { ReportedOutcome } from '../types.ts';
import { withoutAddresses } from '../without-addresses.ts';
import { type Fields, readFields } from './fields.ts';

/** More recipients than any message of ours has: what follows is not read. */
const MOST_RECIPIENTS = 50;

/** The words of `Action` (RFC 3464 section 2.3.3) that say what became of a message; the others say nothing new. */
const ACTION: ReadonlyMap<string, Reported> = new Map([
  ['failed', 'bounced'],
  ['delayed', 'delayed'],
  ['delivered', 'delivered'],
]);

/** What a `message/delivery-status` part says of each recipient. Its first group is about the message as a whole. */
export function deliveryOutcomes(text: string): readonly ReportedOutcome[] {
  return readFields(text)
    .filter((group) => group.has('action') || group.has('final-recipient'))
    .slice(0, MOST_RECIPIENTS)
    .flatMap((group) => {
      const reported = ACTION.get(firstWord(group.get('action')));
      if (reported === undefined) return [];
      const [statusCode = null] = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(group.get('status') ?? '') ?? [];
      return [{ recipient: recipientOf(group), reported, statusCode, words: wordsOf(group) }];
    });
}

/** What a `message/feedback-report` part says (RFC 5965): anything but `not-spam` is a complaint. */
export function complaintOutcomes(text: string): readonly ReportedOutcome[] {
  const [group] = readFields(text);
  const type = firstWord(group?.get('feedback-type'));
  if (group === undefined || type === '' || type === 'not-spam') return [];
  return [
    { recipient: null, reported: 'complained', statusCode: null, words: `feedback: ${type}`.slice(0, 60) },
  ];
}

const firstWord = (text: string | undefined): string =>
  /^[\w-]*/.exec((text ?? '').trim().toLowerCase())?.[0] ?? '';

/** `rfc822; ada@example.com` → the address. The original one is the one that we wrote to. */
function recipientOf(group: Fields): string | null {
  const field = group.get('original-recipient') ?? group.get('final-recipient');
  return field === undefined ? null : (field.split(';', 2)[1] ?? field).trim().replaceAll(/^<|>$/g, '');
}

/** `smtp; 550 5.1.1 no such user` → what the server said. */
function wordsOf(group: Fields): string | null {
  const field = group.get('diagnostic-code');
  if (field === undefined) return null;
  return withoutAddresses(field.replace(/^[\w-]+;\s*/, '')).slice(0, 200);
}
