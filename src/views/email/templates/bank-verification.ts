import type { CustomerMessage } from '../../../domain/message.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Mail } from '../mail.ts';

type Verification = Extract<CustomerMessage, { template: 'bank_verification' }>;
type Failed = Extract<CustomerMessage, { template: 'bank_verification_failed' }>;

/**
 * That test deposits are under way, what to look for and what to do then.
 * https://docs.stripe.com/payments/ach-direct-debit/set-up-payment
 */
export function bankVerification(message: Verification, frame: CustomerFrame): Mail {
  const words = frame.words.verification;
  const date = frame.day(message.arrivesAt);
  const account = frame.method(message.method);
  const look = message.proof === 'amounts' ? words.amounts(account) : words.code(account);
  return frame.mail({
    subject: words.subject(lastFour(message), date),
    headline: words.headline,
    status: { tone: 'wait', text: words.status(date) },
    paragraphs: [look, words.limit],
    actions: [{ label: words.action, url: frame.view.links.settings }],
    sections: [{ kind: 'note', text: frame.words.notYou(frame.merchantIn) }],
  });
}

/** That a bank account could not be verified, why, and that it can be added again. */
export function bankVerificationFailed(message: Failed, frame: CustomerFrame): Mail {
  const words = frame.words.verificationFailed;
  const date = frame.day(frame.view.at);
  return frame.mail({
    subject: words.subject(lastFour(message), date),
    headline: words.headline,
    status: { tone: 'bad', text: words.status(date) },
    paragraphs: [reasonOf(message, frame), words.again],
    actions: [{ label: words.action, url: frame.view.links.settings }],
    sections: [],
  });
}

function reasonOf(message: Failed, frame: CustomerFrame): string {
  const words = frame.words.verificationFailed;
  const account = frame.method(message.method);
  switch (message.reason) {
    case 'attempts_exceeded':
      return words.attemptsExceeded(account);
    case 'timed_out':
      return words.timedOut(account);
    case 'deposits_failed':
      return words.depositsFailed(account);
    default:
      return message.reason satisfies never;
  }
}

const lastFour = ({ method }: Verification | Failed): string => (method.kind === 'other' ? '' : method.last4);
