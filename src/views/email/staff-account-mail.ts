import type { Requirement } from '../../domain/account/status.ts';
import { localDateAt } from '../../domain/calendar.ts';
import type { StaffMessage } from '../../domain/message.ts';
import type { StaffMessageView } from '../../domain/message-view.ts';
import { ACCOUNT_MAILS as words } from '../dashboard/words/account-mails.ts';
import { DECISIONS, requirementName } from '../dashboard/words/stripe-requirements.ts';
import { speakerFor } from '../format.ts';
import type { Speech } from '../i18n/speech.ts';
import { sentenceCase } from '../text.ts';
import { subjectName } from './frame.ts';
import type { Fact, Mail, Tone } from './mail.ts';
import { nameIn, oneLine } from './plain.ts';

type Trouble = Extract<StaffMessage, { template: 'staff_account_trouble' }>;
type Over = Extract<StaffMessage, { template: 'staff_account_over' }>;
type Said = {
  readonly subject: string;
  readonly headline: string;
  readonly status: string;
  readonly paragraphs: readonly string[];
  readonly tone: Tone;
};

/** To a business's people: what Stripe stopped or will stop, what it wants for that, and by when. */
export function accountTroubleMail(message: Trouble, view: StaffMessageView, speech: Speech): Mail {
  const { wants } = message;
  const said = troubleSaid(message, view, (at) => dayOf(at, view, speech));
  const more =
    message.decision !== null
      ? [DECISIONS[message.decision]]
      : wants.length === 0
        ? [words.nothingNamed]
        : [];
  const about = { ...said, paragraphs: [...said.paragraphs, ...more] };
  return accountMail(about, message, view, { label: words.open, speech });
}

/** To the same: it is over, and what Stripe still wants. */
export function accountOverMail(message: Over, view: StaffMessageView, speech: Speech): Mail {
  const { subject, headline, status, explained, rest } = words.over;
  const isAll = message.wants.length === 0;
  const said: Said = {
    subject: subject(subjectName(view.merchant)),
    headline,
    status: isAll ? status : words.wanted.status,
    paragraphs: [explained(nameIn(view.merchant.name)), ...(isAll ? [] : [rest])],
    tone: 'good',
  };
  return accountMail(said, message, view, { label: words.openOver, speech });
}

function troubleSaid(
  { trouble, lost, wants }: Trouble,
  view: StaffMessageView,
  day: (at: number) => string,
): Said {
  const merchant = nameIn(view.merchant.name);
  const inSubject = subjectName(view.merchant);
  switch (trouble) {
    case 'held':
    case 'payouts': {
      const { subject, headline, status, explained, next } = words[trouble];
      const tone = trouble === 'held' ? 'bad' : 'wait';
      return {
        subject: subject(inSubject),
        headline,
        status,
        paragraphs: [explained(merchant), next],
        tone,
      };
    }
    case 'limited': {
      const { subject, headline, status, explained, next } = words.limited;
      const [way = 'card'] = lost;
      const called = words.ways[way];
      return {
        subject: subject(inSubject, called),
        headline: headline(sentenceCase(called)),
        status,
        paragraphs: [explained(merchant, called), next],
        tone: 'wait',
      };
    }
    case 'wanted': {
      const { subject, headline, status, explained, next } = words.wanted;
      const first = Math.min(...wants.flatMap(({ deadline }) => deadline ?? []));
      return {
        subject: subject(inSubject, Number.isFinite(first) ? day(first) : null),
        headline,
        status,
        paragraphs: [explained(merchant), next],
        tone: 'wait',
      };
    }
  }
}

const MOST_WANTS = 12;

function accountMail(
  { subject, headline, status, paragraphs, tone }: Said,
  { account, name, wants }: Trouble | Over,
  view: StaffMessageView,
  { label, speech }: { readonly label: string; readonly speech: Speech },
): Mail {
  const merchant = nameIn(view.merchant.name);
  const called = name === null ? account : words.called(oneLine(name, 60), account);
  const facts: readonly Fact[] = [
    ...wants.slice(0, MOST_WANTS).map((want) => wanted(want, view, speech)),
    { label: words.account, value: called },
  ];
  return {
    subject,
    preview: paragraphs[0] ?? headline,
    title: merchant,
    headline,
    status: { tone, text: status },
    paragraphs,
    actions: [{ label, url: view.link }],
    sections: [{ kind: 'facts', facts }],
    closing: words.closing(merchant),
  };
}

function wanted({ name, when, deadline }: Requirement, view: StaffMessageView, speech: Speech): Fact {
  const named = requirementName(name);
  if (deadline !== null) return { label: named, value: words.by(dayOf(deadline, view, speech)) };
  return { label: named, value: when === 'past_due' ? words.overdue : words.needed };
}

const dayOf = (at: number, { timeZone }: StaffMessageView, speech: Speech): string =>
  speakerFor(speech).date(localDateAt(at, timeZone));
