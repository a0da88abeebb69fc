import type { CustomerMessageView } from '../../domain/message-view.ts';
import type { MethodSummary } from '../../domain/payment/state.ts';
import type { Speaker } from '../format.ts';
import type { EmailWords } from '../i18n/en/emails.ts';
import type { Mail } from './mail.ts';

/** The shared context of mails that are about no invoice. */
export type CustomerFrame = {
  readonly view: CustomerMessageView;
  readonly speaker: Speaker;
  readonly words: EmailWords['account'];
  /** The words of mails about billing schedules. */
  readonly schedules: EmailWords['schedules'];
  /** The words of mails to the business. */
  readonly business: EmailWords['business'];
  readonly merchant: string;
  readonly merchantIn: string;
  /** The day in the merchant's zone at an instant, ms. */
  day(instant: number): string;
  method(method: MethodSummary | null): string;
  /** Builds a mail with everything that the templates share. */
  mail(content: Omit<Mail, 'title' | 'preview' | 'closing'>): Mail;
};
