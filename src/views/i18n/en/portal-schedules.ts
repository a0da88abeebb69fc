/**
 * The portal's pages of recurring invoices, in English. Other languages take their type from here. `name` is what the
 * business calls them, such as Hosting.
 */
export const portalSchedules = {
  title: 'Recurring invoices',
  explained: (merchant: string) => `What ${merchant} invoices you for again and again.`,
  none: (merchant: string) => `${merchant} doesn’t send you recurring invoices.`,
  status: {
    active: 'Active',
    paused: 'Paused',
    ended: 'Ended',
  },
  pausedSince: (date: string) => `Paused since ${date}. No invoices come until you resume them.`,
  endsOn: (date: string) => `Ends ${date}.`,
  endedOn: (date: string) => `Ended ${date}.`,
  period: 'Period',
  invoicedOn: 'Invoice on',
  amount: 'Amount',
  /** A period that no invoice comes for. */
  skipped: 'Skipped',
  pause: 'Pause',
  resume: 'Resume',
  end: 'End',
  /** The same buttons for screen readers: they begin with the visible text. */
  pauseNamed: (name: string) => `Pause ${name}`,
  resumeNamed: (name: string) => `Resume ${name}`,
  endNamed: (name: string) => `End ${name}`,
  endTitle: 'End recurring invoices',
  endQuestion: (name: string) => `End the invoices for ${name}?`,
  endPaid: (date: string, merchant: string) =>
    `They end on ${date}. ${merchant} won’t send you any more invoices for it.`,
  endOneMore: (date: string, merchant: string) =>
    `They end on ${date}. ${merchant} will send you one more invoice, for the time up to then.`,
  endNone: (merchant: string) => `They end now. ${merchant} won’t send you any invoices for it.`,
  endForGood: (merchant: string) => `This can’t be undone. To start again, contact ${merchant}.`,
  endButton: 'End them',
  keep: 'Keep',
  said: {
    paused: 'The invoices are paused.',
    resumed: 'The invoices are resumed. What would have come meanwhile was skipped.',
    ended: 'The invoices end. We’ve emailed you a confirmation.',
    changed: 'That had changed in the meantime. This is how it stands now.',
    busy: 'That didn’t work just now. Please try again.',
  },
};

/** Every text of these pages in one language. */
export type PortalScheduleWords = typeof portalSchedules;
