/** Mails to whoever signs in for a business, in English. Names and dates come in finished. */
export const STAFF_MAILS = {
  /** Who a mail is from that may not name one of several businesses. */
  sender: 'Quittance',
  signIn: {
    title: 'Quittance dashboard',
    subject: (until: string) => `Your sign-in link for the Quittance dashboard, valid until ${until}`,
    headline: 'Sign in',
    status: (until: string) => `Works once, until ${until}`,
    explained: 'Open this link in the browser you requested it in.',
    action: 'Sign in to the dashboard',
    notYou:
      'If you didn’t request it, you don’t need to do anything: the link works only in the browser it was requested in.',
    closing: 'You’re getting this because somebody asked to sign in with your address.',
  },
  invitation: {
    subject: (merchant: string) => `You’re invited to work on ${merchant} in Quittance`,
    headline: 'You’re invited',
    status: (role: string) => `As ${role}`,
    explained: (merchant: string) =>
      `Join ${merchant} in Quittance, where its invoices and payments are kept.`,
    by: (address: string) => `${address} invited you.`,
    how: 'Open the invitation, and we’ll send you a link that signs you in. There’s no password.',
    action: 'Open the invitation',
    until: (date: string) => `It’s for this address only, and can be accepted until ${date}.`,
    closing: (merchant: string) => `You’re getting this because somebody at ${merchant} invited you.`,
  },
} as const;
