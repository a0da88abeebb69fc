import type { EntryData } from '../../domain/journal.ts';

const HOW = {
  refused: 'was refused by a mail server',
  bounced: 'came back',
  complained: 'was called spam by its recipient',
  superseded: 'was refused by a mail server until it was not true any more',
  unknown: 'may not have been sent: the mail server’s answers were lost',
};

const WHO = {
  none: '',
  waiting: ' Others may still get it.',
  reached: ' Somebody else got it.',
  nobody: ' Nobody else got it, so it does not count as told.',
};

/** The sentence about a message that did not get to one of its recipients. */
export const undeliveredText = ({
  template,
  delivery,
  statusCode,
  told,
}: EntryData<'invoice', 'message_undelivered'>): string =>
  `A message (${template.replaceAll('_', ' ')}) ${HOW[delivery]}` +
  `${statusCode === null ? '' : ` (${statusCode})`}.${delivery === 'complained' ? '' : WHO[told]}`;
