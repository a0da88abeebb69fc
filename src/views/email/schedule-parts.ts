import type { ScheduleMessage } from '../../domain/schedule/messages.ts';
import type { Cadence } from '../../domain/schedule/recurrence.ts';
import { type Writer, writerFor } from '../format.ts';
import type { ScheduleWords } from '../i18n/en/schedule-emails.ts';
import type { CustomerFrame } from './customer-frame.ts';
import type { Action, Fact, Mail } from './mail.ts';
import { nameIn, oneLine } from './plain.ts';

/** What a schedule is called, for a subject and for the middle of a sentence. */
export const subjectOf = ({ name }: ScheduleMessage): string => oneLine(name, 60);
export const nameOf = ({ name }: ScheduleMessage): string => nameIn(name);

/** How often invoices come, such as `Every 3 months`. */
export const rhythm = ({ every, unit }: Cadence, words: ScheduleWords): string => words.every[unit](every);

/** What it is about, before what else is to be said. */
export const aboutSchedule = (message: ScheduleMessage, words: ScheduleWords): readonly Fact[] => [
  { label: words.what, value: oneLine(message.name) },
  ...('cadence' in message ? [{ label: words.rhythm, value: rhythm(message.cadence, words) }] : []),
];

/** How to pause or end them, as far as the business lets its customers. */
export function howToEnd({ view, schedules: words, merchantIn }: CustomerFrame): string {
  switch (view.scheduleRights) {
    case 'pause_and_end':
      return words.mayEnd;
    case 'pause':
      return words.mayPause;
    case 'see':
    case undefined:
      return words.ask(merchantIn);
    default:
      return view.scheduleRights satisfies never;
  }
}

export const amountWriter = (currency: string, { speaker }: CustomerFrame): Writer =>
  writerFor({ currency }, speaker.speech);

/** A mail about recurring invoices, which leads to them in the portal. */
export const scheduleMail = (
  frame: CustomerFrame,
  content: Omit<Mail, 'title' | 'preview' | 'closing' | 'actions'>,
): Mail => ({
  ...frame.mail({ ...content, actions: [viewAction(frame)] }),
  title: frame.schedules.title(frame.merchantIn),
});

const viewAction = ({ schedules: words, view }: CustomerFrame): Action => ({
  label: words.view,
  url: `${view.links.portal}/schedules`,
});
