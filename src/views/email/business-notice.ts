import type { CustomerFrame } from './customer-frame.ts';
import type { Fact, Mail } from './mail.ts';
import { oneLine } from './plain.ts';

type Said = {
  readonly subject: string;
  readonly status: string;
  /** What happened, what follows from it, and what to do; the first is the preview. */
  readonly paragraphs: readonly [string, ...string[]];
  readonly facts: readonly Fact[];
};

/** A mail to the business about something that it has to mend: sentences, then the facts. */
export const businessNotice = (
  { business, view }: CustomerFrame,
  { title, headline }: { readonly title: string; readonly headline: string },
  { subject, status, paragraphs, facts }: Said,
): Mail => ({
  subject,
  preview: paragraphs[0],
  title,
  headline,
  status: { tone: 'bad', text: status },
  paragraphs,
  actions: [],
  sections: [{ kind: 'facts', facts }],
  closing: business.closing(oneLine(view.merchant.email ?? '')),
});
