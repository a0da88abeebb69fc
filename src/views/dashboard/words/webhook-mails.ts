/** Mails to a business's people of an endpoint that nothing gets through to, in English. Names and dates come in finished. */
export const WEBHOOK_MAILS = {
  endpoint: 'Webhook endpoint',
  since: 'Failing since',
  offAt: 'Switched off',
  open: 'See what was answered',
  closing: (merchant: string) => `You’re getting this because you look after the webhooks of ${merchant}.`,
  kinds: {
    failing: {
      subject: (host: string) => `Webhooks to ${host} are failing`,
      headline: 'Your webhooks aren’t getting through',
      status: 'Still trying',
      explained: (host: string) =>
        `No event has reached ${host} for a day. We keep trying, and send what is waiting once it answers again.`,
      next: 'If nothing gets through in the meantime, the endpoint is switched off at the time below.',
    },
    switched_off: {
      subject: (host: string) => `Webhooks to ${host} were switched off`,
      headline: 'Your webhooks were switched off',
      status: 'Nothing is being sent',
      explained: (host: string) => `No event has reached ${host} for three days, so we stopped trying.`,
      next: 'Events are still kept for you. Switch the endpoint on again, and say which of the missed ones to send.',
    },
    gone: {
      subject: (host: string) => `Webhooks to ${host} were switched off`,
      headline: 'Your webhooks were switched off',
      status: 'Nothing is being sent',
      explained: (host: string) =>
        `${host} answered that the endpoint is gone for good (410), so we stopped trying.`,
      next: 'If that was a mistake, switch the endpoint on again, and say which of the missed events to send.',
    },
  },
} as const;
