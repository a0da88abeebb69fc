/** Mails to whoever signs in for a business, in English. Names and dates come in finished. */
export const STAFF_MAILS = {
  /** Who a mail is from that may not name one of several businesses. */
  sender: 'Quittance',
  signIn: {
    title: 'Quittance dashboard',
    subject: (until: string) => `Your sign-in link for the Quittance dashboard, valid until ${until}`,
    headline: 'Sign in',
    status: (until: string) => `Works once, until ${until}`,
    explained: 'Open this link in the browser that you asked for it in.',
    action: 'Sign in to the dashboard',
    notYou: 'If you did not ask for it, do nothing: without this browser’s cookie the link signs nobody in.',
    closing: 'You get this mail since somebody asked to sign in with your address.',
  },
  invitation: {
    subject: (merchant: string) => `You are invited to work on ${merchant} in Quittance`,
    headline: 'You are invited',
    status: (role: string) => `As ${role}`,
    explained: (merchant: string) =>
      `Join ${merchant} in Quittance, where its invoices and payments are kept.`,
    by: (address: string) => `${address} invited you.`,
    how: 'Open the invitation, and we send you a link that signs you in. There is no password.',
    action: 'Open the invitation',
    until: (date: string) => `It is for this address only, and can be accepted until ${date}.`,
    closing: (merchant: string) => `You get this mail since somebody at ${merchant} invited your address.`,
  },
} as const;
