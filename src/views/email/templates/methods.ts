import type { CustomerMessage, MandateFacts } from '../../../domain/message.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Fact, Mail } from '../mail.ts';
import { oneLine } from '../plain.ts';
import { contactsOf } from '../sender.ts';

type Added = Extract<CustomerMessage, { template: 'method_added' }>;
type Removed = Extract<CustomerMessage, { template: 'method_removed' }>;

/** That a method was added; for a bank account with a mandate, the confirmation of what was authorised. */
export function methodAdded(message: Added, frame: CustomerFrame): Mail {
  if (message.mandate !== null) return mandateConfirmed(message, message.mandate, frame);
  const words = frame.words.methodAdded;
  const date = frame.day(message.addedAt);
  const method = frame.method(message.method);
  return frame.mail({
    subject: words.subject(method, frame.merchant, date),
    headline: words.headline,
    status: { tone: 'good', text: words.status(date) },
    paragraphs: [
      words.explained(frame.merchantIn, method),
      words.openInvoices,
      frame.words.notYou(frame.merchantIn),
    ],
    actions: [{ label: frame.words.settings, url: frame.view.links.settings }],
    sections: [],
  });
}

/** That a method was removed, so that a removal by somebody else is noticed. */
export function methodRemoved(message: Removed, frame: CustomerFrame): Mail {
  const words = frame.words.methodRemoved;
  const date = frame.day(message.removedAt);
  const method = frame.method(message.method);
  return frame.mail({
    subject: words.subject(method, frame.merchant, date),
    headline: words.headline,
    status: { tone: 'plain', text: words.status(date) },
    paragraphs: [words.explained(frame.merchantIn, method), frame.words.notYou(frame.merchantIn)],
    actions: [{ label: frame.words.settings, url: frame.view.links.settings }],
    sections: [],
  });
}

/**
 * The copy of an ACH authorisation that its giver is owed: who may debit which account, for what, since when, and
 * how it is revoked. https://support.stripe.com/questions/collecting-ach-direct-debit-mandates-from-customers
 */
function mandateConfirmed(message: Added, mandate: MandateFacts, frame: CustomerFrame): Mail {
  const words = frame.words.mandate;
  const { merchant, links } = frame.view;
  const { method } = message;
  const last4 = method.kind === 'other' ? '' : method.last4;
  // A website is no contact for revoking a mandate.
  const contact = contactsOf({ ...merchant, website: null }).join(', ');
  return frame.mail({
    subject: words.subject(frame.merchant, last4, frame.day(mandate.acceptedAt)),
    headline: words.headline,
    status: { tone: 'good', text: words.status(frame.day(mandate.acceptedAt)) },
    paragraphs: [
      words.explained(frame.merchantIn, frame.method(method)),
      frame.words.methodAdded.openInvoices,
      words.revoke(frame.merchantIn, contact),
      words.keep,
    ],
    actions: [{ label: frame.words.settings, url: links.settings }],
    sections: [
      { kind: 'facts', facts: mandateFacts(message, mandate, frame) },
      { kind: 'note', text: frame.words.notYou(frame.merchantIn) },
    ],
  });
}

function mandateFacts({ method }: Added, mandate: MandateFacts, frame: CustomerFrame): readonly Fact[] {
  const words = frame.words.mandate;
  const bank = method.kind === 'us_bank_account' ? method.bankName : null;
  const last4 = method.kind === 'us_bank_account' ? method.last4 : null;
  return [
    { label: words.authorised, value: oneLine(frame.view.merchant.name) },
    { label: words.holder, value: oneLine(mandate.holderName) },
    ...(bank === null ? [] : [{ label: words.bank, value: oneLine(bank) }]),
    ...(mandate.routingNumber === null ? [] : [{ label: words.routing, value: mandate.routingNumber }]),
    ...(last4 === null ? [] : [{ label: words.account, value: words.endingIn(last4) }]),
    {
      label: words.date,
      value: frame.speaker.instant(mandate.acceptedAt, frame.view.timeZone),
    },
  ];
}
