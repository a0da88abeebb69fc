/** What is said of the files that go with an invoice, in English. Other languages take their type from here. */
export const attachments = {
  /** Heads their list, on the page and in the mail. */
  list: 'Attached files',
  /** What a link to one says to whoever does not see it; size is a number with its unit. */
  download: (name: string, size: string) => `Download ${name}, ${size}`,
  mail: {
    attached: 'These files are attached to this mail.',
    /** They are too large for a mail, or their business does not mail them. */
    linked: 'Download these files where you view the invoice.',
  },
  /** Where one cannot be given out for the moment. */
  unavailable: {
    title: 'This file can’t be downloaded right now',
    text: 'The storage it’s kept in isn’t answering.',
    next: 'Wait a minute, then open the link again. If that doesn’t help, ask the business that sent the invoice.',
  },
};

/** What is said of the files that go with an invoice, in one language. */
export type AttachmentWords = typeof attachments;
