import type { Mail, Section, Stationery } from './mail.ts';
import { senderLines } from './sender.ts';

/**
 * The text part: everything the HTML says, in its order, links written out each on a line of its own. Lines are not
 * wrapped: readers wrap better, and a link cut in two is no link.
 */
export function textPart(mail: Mail, { merchant }: Stationery): string {
  const blocks = [
    `${mail.title}\n${mail.headline}\n${mail.status.text}`,
    ...mail.paragraphs,
    ...mail.actions.map(({ label, url }) => `${label}:\n${url}`),
    ...mail.sections.map(sectionText),
    mail.closing,
    // The signature separator of RFC 3676: dash, dash, space.
    `-- \n${senderLines(merchant, mail.closing).join('\n')}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function sectionText(section: Section): string {
  switch (section.kind) {
    case 'facts':
      return section.facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
    case 'items':
      return [
        section.heading,
        ...section.items.map(
          ({ description, details, amount }) => `\n${description}\n${details.join(', ')}\n${amount}`,
        ),
        ...(section.more === null ? [] : [`\n… ${section.more}`]),
        '',
        ...section.sums.map(({ label, value }) => `${label}: ${value}`),
        ...(section.notes.length === 0 ? [] : ['', ...section.notes]),
      ].join('\n');
    case 'written':
      return [section.heading, section.text, ...(section.after === null ? [] : [section.after])].join('\n');
    case 'note':
      return section.text;
    default:
      return section satisfies never;
  }
}
